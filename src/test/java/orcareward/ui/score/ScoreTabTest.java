package orcareward.ui.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.Golden;
import orcareward.files.UserFolder;
import orcareward.recipe.RunsRecipe;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreSessionRecipe;
import orcareward.ui.Pictures;
import orcareward.ui.Screens;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The tab with a real model behind it. */
@ExtendWith(ApplicationExtension.class)
class ScoreTabTest {
    private static final Path MODEL = Golden.path("tiny-llama-rm");

    @TempDir
    Path folder;
    private final Screens.Answers answers = new Screens.Answers();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Background background;
    private ScoreTab tab;
    private ScoreViewModel model;
    private Scene scene;

    @Start
    void start(Stage stage) throws Exception {
        folder = Files.createTempDirectory("score");
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.toString()), "Linux", folder);
        background = new Background(FxThread.executor());
        model = new ScoreViewModel(new ScoreSessionRecipe(Clock.systemUTC()), new RunsRecipe(user, Clock.systemUTC()),
                new ScoreHistory(folder.resolve(ScoreHistory.NAME)), background,
                Delay.of(Duration.ofMillis(200), timer, FxThread.executor()), Clock.systemUTC());
        tab = new ScoreTab(model, answers, new Screens.Went(), ZoneOffset.UTC);
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
    void responsesAreRankedAsYouStopTyping(FxRobot robot) throws Exception {
        Pictures.write(scene, "score-empty-light");
        answers.next = MODEL;
        robot.clickOn("#score-model-browse");
        write(robot, "#score-system", "You are a helpful assistant.");
        write(robot, "#score-prompt", "What is the capital of France, and why is it worth a visit?");
        write(robot, "#score-response-A", "I don't know.");
        write(robot, "#score-response-B",
                "Paris. It has museums, parks and a river,\nand good bread on every corner.");
        until(() -> model.ranking().size() == 2 && !model.staleProperty().get());
        Pictures.write(scene, "score-two-light");
        robot.clickOn("#score-response-B").push(KeyCode.CONTROL, KeyCode.D);
        robot.interact(() -> ((TextArea) scene.getFocusOwner()).setText("Berlin!"));
        until(() -> model.ranking().size() == 3);
        assertThat(model.ranking()).extracting(RankedResponse::rank).containsExactly(1, 2, 3);
        assertThat(model.ranking().getFirst().toBest()).isZero();
        assertThat(robot.lookup("#score-status").queryAs(Label.class).getText()).contains("3 scored");

        robot.clickOn("#score-second-add");
        robot.clickOn("#score-second-browse");
        until(() -> !model.ranking().isEmpty() && model.ranking().getFirst().otherRank() > 0);
        assertThat(model.ranking().getFirst().other()).isEqualTo(model.ranking().getFirst().reward());
        Pictures.write(scene, "score-compare-light");
        robot.interact(() -> Screens.dark(scene, true));
        Pictures.write(scene, "score-compare-dark");

        until(() -> !model.history().records().isEmpty());
        robot.clickOn("History");
        Pictures.write(scene, "score-history-dark");
        robot.clickOn("#score-clear");
        assertThat(model.question().promptProperty().get()).isEmpty();
        Node list = robot.lookup("#score-history").query();
        robot.clickOn(list, javafx.scene.input.MouseButton.PRIMARY);
        robot.interact(() -> ((javafx.scene.control.ListView<?>) list).getSelectionModel().select(0));
        robot.clickOn("#score-history-restore");
        assertThat(model.question().promptProperty().get()).startsWith("What is the capital");
        assertThat(model.question().responses()).hasSize(3);
        until(() -> !model.ranking().isEmpty() && !model.staleProperty().get());
        Pictures.write(Screens.larger(scene, (Parent) tab.view()), "score-compare-large-dark");
    }

    @Test
    void aFolderWithoutAModelSaysSoAndAFileBringsManyResponses(FxRobot robot) throws Exception {
        answers.next = folder;
        robot.clickOn("#score-model-browse");
        until(() -> model.first().stateProperty().get() == ModelSlot.State.FAILED);
        Pictures.write(scene, "score-failed-light");
        answers.next = MODEL;
        robot.clickOn("#score-model-browse");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            lines.append("Answer number ").append(i).append("\n\n");
        }
        Path file = Files.writeString(folder.resolve("many.txt"), lines.append("word ".repeat(3000)));
        write(robot, "#score-prompt", "Count.");
        answers.next = file;
        robot.clickOn("#score-import");
        until(() -> model.ranking().size() == 26 && !model.staleProperty().get());
        assertThat(model.ranking().getLast().problem()).contains("the model takes");
        Pictures.write(scene, "score-many-light");
    }

    private static void write(FxRobot robot, String field, String text) {
        robot.clickOn(field);
        robot.interact(() -> robot.lookup(field).queryAs(TextArea.class).setText(text));
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
