package orcareward.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.Recipes;
import orcareward.ui.fx.FxThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop application as a whole: one window a person, until it is closed and nothing runs any more. */
public final class Desktop {
    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);

    private Desktop() {
    }

    /**
     * What surrounds the window.
     *
     * @param version the program's
     * @param userFolder where the window remembers things
     * @param logFolder where log files go
     * @param workingDirectory what relative paths are relative to
     * @param clock the time
     */
    public record Surroundings(String version, Path userFolder, Path logFolder, Path workingDirectory, Clock clock) {
    }

    /**
     * Shows the window and waits until it is closed for good.
     *
     * @param files files and folders to open
     * @return the process's exit code
     */
    public static int run(Surroundings surroundings, Recipes recipes, DesktopRecipes own, List<Path> files)
            throws InterruptedException {
        Path socket = surroundings.userFolder().resolve("desktop.sock");
        if (OneWindow.handOver(socket, files)) {
            return 0;
        }
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> LOG.error("on the FX thread", e));
            Stage stage = new Stage();
            StudioWindow window = new StudioWindow(stage, surroundings, recipes, own, closed::countDown);
            window.listen(OneWindow.listen(socket, FxThread.executor(), window::openAgain));
            window.show();
            files.forEach(window::open);
        });
        closed.await();
        Platform.exit();
        return 0;
    }
}
