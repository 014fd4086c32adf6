package orcareward.ui.configure;

import java.nio.file.Path;
import javafx.beans.value.ObservableBooleanValue;
import orcareward.recipe.TrainJob;

/** Begins runs: the tab Train, through the window. On the FX thread. */
public interface Starter {
    /** Trains, and shows the training. */
    void start(TrainJob job, String name);

    /** Goes on with the run in a folder, and shows it. */
    void resume(Path outputDir);

    /** Whether a training runs, so that another can't begin. */
    ObservableBooleanValue busy();
}
