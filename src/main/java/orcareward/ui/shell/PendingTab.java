package orcareward.ui.shell;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import orcareward.ui.fx.StudioTab;

final class PendingTab implements StudioTab {
    private final Label label = new Label("pending");

    @Override
    public Node view() {
        return label;
    }

    @Override
    public ObservableBooleanValue busy() {
        return new SimpleBooleanProperty(false);
    }

    void newConfiguration() {
    }

    void askToOpen() {
    }

    void save() {
    }

    void saveAs() {
    }

    void start() {
    }
}
