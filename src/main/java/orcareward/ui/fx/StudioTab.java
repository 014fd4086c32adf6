package orcareward.ui.fx;

import java.nio.file.Path;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/** One tab of the window. */
public interface StudioTab {
    /** Its content; the same node at every call. */
    Node view();

    /** Called when the tab comes into view, with the node in the scene. */
    default void shown() {
    }

    /** Called when another tab takes its place. */
    default void hidden() {
    }

    /** Whether something runs here: the window marks the tab. */
    ObservableBooleanValue busy();

    /** Whether a file or folder that is dropped on the window, or opened with it, belongs here; quick, by name alone. */
    default boolean takes(Path path) {
        return false;
    }

    /** Opens what {@link #takes} said belongs here. */
    default void open(Path path) {
    }
}
