package orcareward.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.TestWiring;
import orcareward.ui.Pictures;
import orcareward.ui.train.RunStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window, through the real engine: from the welcome page to the demo's end. */
@ExtendWith(ApplicationExtension.class)
class WindowFlowTest {
    @TempDir
    static Path folder;

    private Stage stage;
    private StudioWindow window;

    @Start
    void start(Stage given) {
        stage = given;
        window = new StudioWindow(stage,
                new Desktop.Surroundings("test", folder.resolve("user"), folder, folder, Clock.systemDefaultZone()),
                TestWiring.recipes(folder.resolve("user")), TestWiring.desktopRecipes(folder.resolve("user")), () -> {
                });
        window.show();
    }

    @Test
    void trainsTheDemoFromTheWelcomePage(FxRobot robot) throws Exception {
        Pictures.write(stage.getScene(), "welcome-light");
        robot.clickOn("#welcome-demo");
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS,
                () -> window.training().stageProperty().get() == RunStage.TRAINING);
        Thread.sleep(15000);
        Pictures.write(stage.getScene(), "train-running-light");
        robot.interact(() -> window.chooseTheme(DesktopState.ThemeChoice.DARK));
        Pictures.write(stage.getScene(), "train-running-dark");
        robot.push(KeyCode.CONTROL, KeyCode.P);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> window.training().stageProperty().get() == RunStage.PAUSED);
        Pictures.write(stage.getScene(), "train-paused-dark");
        robot.clickOn("#train-pause");
        WaitForAsyncUtils.waitFor(200, TimeUnit.SECONDS,
                () -> window.training().stageProperty().get() == RunStage.FINISHED);
        Pictures.write(stage.getScene(), "train-finished-dark");
        assertThat(robot.lookup("#train-evaluate").query().isVisible()).isTrue();
        assertThat(TestWiring.callsOnTheFxThread()).isEmpty();
    }
}
