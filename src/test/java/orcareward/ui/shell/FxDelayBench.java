package orcareward.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.stage.Stage;
import orcareward.TestWiring;
import orcareward.ui.train.RunStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * How long the FX thread keeps a person waiting while the demo trains in the same process with all its threads: every 4 ms a note of
 * the time is handed to it, and the delay until it is read is what a click would have waited. Also with the thread idle, to compare.
 */
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class FxDelayBench {
    private static final int EVERY_MS = 4;
    private static final int IDLE_SECONDS = 10;

    @TempDir
    static Path folder;

    private StudioWindow window;

    @Start
    void start(Stage stage) {
        window = new StudioWindow(stage,
                new Desktop.Surroundings("test", folder.resolve("user"), folder, folder, Clock.systemDefaultZone()),
                TestWiring.recipes(folder.resolve("user")), TestWiring.desktopRecipes(folder.resolve("user")), () -> {
                });
        window.show(java.util.List.of());
    }

    @Test
    void delaysWhileTheDemoTrains(FxRobot robot) throws Exception {
        Thread.sleep(8_000); // the engine has loaded, the window is drawn
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofPlatform().start(() -> {
            sleep(IDLE_SECONDS * 1_000L);
            over.set(true);
        });
        report("idle", measure(over));
        robot.clickOn("#welcome-demo");
        AtomicBoolean trained = new AtomicBoolean();
        window.tabs().training().stageProperty().subscribe(stage -> trained.set(stage == RunStage.FINISHED));
        report("training", measure(trained));
    }

    private static double[] measure(AtomicBoolean over) throws InterruptedException {
        DoubleStream.Builder delays = DoubleStream.builder();
        while (!over.get()) {
            long asked = System.nanoTime();
            Platform.runLater(() -> delays.add((System.nanoTime() - asked) / 1e6));
            Thread.sleep(EVERY_MS);
        }
        double[][] result = new double[1][];
        Platform.runLater(() -> result[0] = delays.build().sorted().toArray());
        org.testfx.util.WaitForAsyncUtils.waitForFxEvents();
        return result[0];
    }

    private static void report(String name, double[] sorted) {
        System.out.printf(Locale.ROOT,
                "%s: %,d delays of the FX thread, ms: median %.2f, 99 %% %.2f, 99.9 %% %.2f, largest %.2f; %.3f %% under 16 ms%n",
                name, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), sorted[sorted.length - 1],
                100.0 * Arrays.stream(sorted).filter(delay -> delay < 16).count() / sorted.length);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
