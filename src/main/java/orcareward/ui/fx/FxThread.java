package orcareward.ui.fx;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The one place where work is handed to the FX thread. */
public final class FxThread {
    private FxThread() {
    }

    /** Runs what it is given on the FX thread: at once when called there, else in a later pulse, in the order given. */
    public static Executor executor() {
        return FxThread::run;
    }

    /** Runs what it is given in a later pulse, also when called on the FX thread. */
    public static Executor later() {
        return Platform::runLater;
    }

    private static void run(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /** Whether the caller is on the FX thread; work that takes time asserts that it isn't. */
    public static boolean isHere() {
        return Platform.isFxApplicationThread();
    }
}
