package orcareward.ui.shell;

import static orcareward.ui.shell.StudioFixture.await;
import static orcareward.ui.shell.StudioFixture.fire;
import static orcareward.ui.shell.StudioFixture.isShown;
import static orcareward.ui.shell.StudioFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.TestWiring;
import orcareward.ui.train.RunStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole window, through the real engine: from the welcome page through the demo's training to its evaluation, a score and the list of runs. */
@ExtendWith(ApplicationExtension.class)
class WindowFlowTest {
    @TempDir
    static Path folder;

    private StudioFixture studio;

    @Start
    void start(Stage stage) {
        studio = new StudioFixture(stage, folder);
    }

    @Test
    void trainsEvaluatesScoresAndListsTheDemo(FxRobot robot) throws Exception {
        robot.clickOn("#welcome-demo");
        studio.awaitStage(60, RunStage.TRAINING);
        assertThat(isShown(robot, "#train-pause")).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.P);
        studio.awaitStage(30, RunStage.PAUSED);
        robot.clickOn("#train-pause");
        studio.awaitStage(30, RunStage.TRAINING);
        studio.awaitStage(300, RunStage.FINISHED);
        assertThat(isShown(robot, "#train-summary")).isTrue();

        robot.clickOn("#train-evaluate");
        await(20, () -> !robot.lookup("#evaluate-start").queryButton().isDisabled());
        fire(robot, "#evaluate-start");
        await(60, () -> isShown(robot, "#evaluate-pairs"));
        await(120, () -> !isShown(robot, "#evaluate-cancel"));
        TableView<?> pairs = robot.lookup("#evaluate-pairs").queryTableView();
        assertThat(pairs.getItems()).hasSize(300);
        robot.interact(() -> pairs.getSelectionModel().select(3));
        await(20, () -> isShown(robot, "#evaluate-detail"));

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        robot.interact(() -> studio.window.tabs().score(folder.resolve("reward_model_demo_output")));
        write(robot, "#score-prompt", "Tell me about the kettle.");
        write(robot, "#score-response-A", "The kettle is warm.");
        write(robot, "#score-response-B", "No.");
        await(60, () -> robot.lookup("#score-ranking").queryTableView().getItems().size() == 2);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        await(20, () -> !robot.lookup("#runs-table").queryTableView().getItems().isEmpty());
        assertThat(robot.lookup("#runs-table").queryTableView().getItems()).hasSize(1);

        assertThat(TestWiring.callsOnTheFxThread()).isEmpty();
    }
}
