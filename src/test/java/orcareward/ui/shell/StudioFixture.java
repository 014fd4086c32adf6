package orcareward.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import orcareward.TestWiring;
import orcareward.ui.train.RunStage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window on the real engine, and how a test works in it. */
final class StudioFixture {
    final Stage stage;
    final StudioWindow window;
    final Path folder;

    /** Opens the window; what it writes is below {@code folder}. On the FX thread. */
    StudioFixture(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
        Path user = folder.resolve("user");
        window = new StudioWindow(stage,
                new Desktop.Surroundings("test", user, user.resolve("logs"), folder, Clock.systemDefaultZone()),
                TestWiring.recipes(user), TestWiring.desktopRecipes(user), () -> {
                });
        window.show(java.util.List.of());
    }

    static void await(int seconds, Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void awaitStage(int seconds, RunStage wanted) throws TimeoutException {
        await(seconds, () -> window.tabs().training().stageProperty().get() == wanted);
    }

    void go(FxRobot robot, Place place) {
        robot.interact(() -> window.go(place));
        WaitForAsyncUtils.waitForFxEvents();
    }

    static boolean isShown(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(node -> node.isVisible() && isInScene(node)).isPresent();
    }

    private static boolean isInScene(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    static void fire(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    static void write(FxRobot robot, String id, String text) {
        robot.interact(() -> {
            TextInputControl control = robot.lookup(id).queryAs(TextInputControl.class);
            control.requestFocus();
            control.setText(text);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    static void choose(FxRobot robot, String id, int item) {
        robot.interact(() -> robot.lookup(id).queryAs(ComboBox.class).getSelectionModel().select(item));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
