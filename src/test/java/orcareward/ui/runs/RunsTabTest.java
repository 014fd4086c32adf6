package orcareward.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.event.RunEntry;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.recipe.SettingDifference;
import orcareward.runlog.RegisteredRun;
import orcareward.ui.Pictures;
import orcareward.ui.Screens;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class RunsTabTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Screens.Went went = new Screens.Went();
    private SomeRuns runs;
    private Background background;
    private RunsViewModel model;
    private RunsTab tab;
    private Scene scene;

    @Start
    void start(Stage stage) throws Exception {
        Path folder = Files.createTempDirectory("runs");
        runs = new SomeRuns(folder);
        background = new Background(FxThread.executor());
        Delay soon = Delay.of(Duration.ofMillis(100), timer, FxThread.executor());
        model = new RunsViewModel(runs.runner(), background, soon, soon, Clock.fixed(SomeRuns.NOW, ZoneOffset.UTC));
        tab = new RunsTab(model, went, ZoneOffset.UTC, () -> true);
        scene = Screens.show(stage, (Parent) tab.view(), 1112, 736);
        tab.shown();
    }

    @AfterEach
    void end(FxRobot robot) throws Exception {
        robot.interact(tab::close);
        background.close();
        timer.shutdownNow();
    }

    @Test
    void withoutRunsTheTabSaysWhatBelongsThere(FxRobot robot) throws Exception {
        until(() -> model.loadedProperty().get());
        Pictures.write(scene, "runs-empty-light");
        robot.clickOn("Set up a training");
        assertThat(went.places).containsExactly("configure");
    }

    @Test
    void aLiveRunMovesAndTwoRunsAreCompared(FxRobot robot) throws Exception {
        runs.finished("orca-full", 3000, 1e-3);
        runs.finished("orca-lora", 300, 3e-3);
        runs.vanished("orca-killed", 120);
        RegisteredRun stopped = runs.running("orca-stopped", 60, 1e-3, 80);
        runs.finish(stopped, "orca-stopped", 60, Outcome.STOPPED, 80);
        RegisteredRun live = runs.running("orca-live", 2, 1e-3, 60);
        until(() -> model.rows().size() == 5 && model.rows().getFirst().seenProperty().get().finalLoss() > 0);
        select(robot, 0);
        assertThat(button(robot, "#runs-continue").isDisabled()).isTrue();
        assertThat(button(robot, "#runs-delete").isDisabled()).isTrue();
        runs.goOn(live, "orca-live", 2, 1e-3, 70, 120);
        until(() -> model.rows().getFirst().run().step() == 120);
        until(() -> model.comparison().details().getFirst().run().step() == 120);
        Pictures.write(scene, "runs-one-light");

        robot.interact(() -> {
            table(robot).getSelectionModel().clearSelection();
            table(robot).getSelectionModel().selectIndices(3, 4);
        });
        until(() -> model.comparison().details().size() == 2);
        assertThat(model.comparison().differences()).extracting(SettingDifference::key)
                .containsExactly("learning_rate");
        assertThat(model.comparison().charts().metrics().getFirst().curves()).hasSize(4);
        Pictures.write(scene, "runs-two-light");
        robot.interact(() -> Screens.dark(scene, true));
        Pictures.write(scene, "runs-two-dark");
        Pictures.write(Screens.larger(scene, (Parent) tab.view()), "runs-two-large-dark");
    }

    @Test
    void aRunIsContinuedEvaluatedScoredAndShown(FxRobot robot) throws Exception {
        runs.finished("done", 300, 1e-3);
        runs.vanished("killed", 120);
        until(() -> model.rows().size() == 2);
        select(robot, 0);
        until(() -> !button(robot, "#runs-evaluate").isDisabled());
        robot.clickOn("#runs-continue").clickOn("#runs-evaluate");
        select(robot, 1);
        until(() -> !button(robot, "#runs-score").isDisabled());
        assertThat(button(robot, "#runs-continue").isDisabled()).isTrue();
        robot.clickOn("#runs-score");
        robot.interact(() -> table(robot).requestFocus());
        robot.push(KeyCode.ENTER);
        assertThat(went.places).containsExactly("resume " + runs.folderOf("killed"),
                "evaluate " + runs.folderOf("killed").resolve("checkpoint-100"), "score " + runs.folderOf("done"),
                "watch " + runs.folderOf("done"));
    }

    @Test
    void aRunIsRenamedDeletedAndBroughtBack(FxRobot robot) throws Exception {
        runs.finished("first", 300, 1e-3);
        runs.finished("second", 120, 1e-3);
        until(() -> model.rows().size() == 2);
        select(robot, 1);
        robot.clickOn("#runs-rename");
        robot.interact(() -> robot.lookup("#runs-name").queryAs(TextField.class).setText("wide margins"));
        robot.push(KeyCode.ENTER);
        until(() -> model.rows().get(1).run().name().equals("wide margins"));
        robot.interact(() -> table(robot).requestFocus());
        robot.push(KeyCode.DELETE);
        until(() -> model.rows().size() == 1 && model.undoableProperty().get() != null);
        assertThat(runs.folderOf("first")).doesNotExist();
        Pictures.write(scene, "runs-deleted-light");
        robot.clickOn("#runs-undo");
        until(() -> model.rows().size() == 2);
        assertThat(model.rows()).extracting(row -> row.run()).extracting(RunEntry::name).containsExactly("second",
                "wide margins");
        robot.interact(() -> model.searchProperty().set("wide"));
        assertThat(table(robot).getItems()).hasSize(1);
        select(robot, 0);
        robot.interact(() -> table(robot).requestFocus());
        robot.push(KeyCode.DELETE);
        until(() -> model.trash().size() == 1 && model.workProperty().get() == null);
        robot.interact(model::emptyTrash);
        until(() -> model.trash().isEmpty());
    }

    @Test
    void whatCantBeDoneIsSaid(FxRobot robot) throws Exception {
        runs.running("live", 2, 1e-3, 60);
        until(() -> model.rows().size() == 1);
        robot.interact(() -> model.delete(model.rows()));
        until(() -> model.failureProperty().get() != null);
        Pictures.write(scene, "runs-failed-light");
        robot.clickOn("Close");
        assertThat(model.failureProperty().get()).isNull();
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryButton();
    }

    private static RunsTable table(FxRobot robot) {
        return robot.lookup("#runs-table").queryAs(RunsTable.class);
    }

    private void select(FxRobot robot, int index) throws Exception {
        robot.interact(() -> table(robot).getSelectionModel().clearAndSelect(index));
        until(() -> model.comparison().details().size() == 1);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
