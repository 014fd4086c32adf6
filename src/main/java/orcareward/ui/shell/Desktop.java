package orcareward.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.Recipes;
import orcareward.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop application as a whole: one window a person, until it is closed and nothing runs any more. */
public final class Desktop {
    /** A system property: shows every tab and ends, so that Java learns what a start needs. */
    private static final String CLOSE_WHEN_SHOWN = "orcareward.closeWhenShown";
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
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> LOG.error("on the FX thread", e));
            try {
                Stage stage = new Stage();
                StudioWindow window = new StudioWindow(stage, surroundings, recipes, own, closed::countDown);
                window.listen(OneWindow.listen(socket, FxThread.executor(), window::openAgain));
                window.show(files);
                LOG.info("the window is open {} ms after the process began", sinceStart());
                if (Boolean.getBoolean(CLOSE_WHEN_SHOWN)) {
                    window.showEveryTab(closed::countDown);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("the window could not be opened", e);
                failure.set(e);
                closed.countDown();
            }
        });
        closed.await();
        Platform.exit();
        Throwable e = failure.get();
        if (e != null) {
            throw new IllegalStateException("the window could not be opened: " + e.getMessage(), e);
        }
        return 0;
    }

    private static long sinceStart() {
        return ProcessHandle.current().info().startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis()).orElse(-1L);
    }
}
