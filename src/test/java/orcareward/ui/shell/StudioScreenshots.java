package orcareward.ui.shell;

import static orcareward.ui.shell.StudioFixture.await;
import static orcareward.ui.shell.StudioFixture.fire;
import static orcareward.ui.shell.StudioFixture.isShown;
import static orcareward.ui.shell.StudioFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import orcareward.ui.Pictures;
import orcareward.ui.shell.DesktopState.ThemeChoice;
import orcareward.ui.train.RunStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Every tab empty, running, full and failed, light and dark, in two sizes: {@code mvn -B test -Pscreenshots}. */
@Tag("screenshots")
@ExtendWith(ApplicationExtension.class)
class StudioScreenshots {
    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}};

    @TempDir
    static Path folder;

    private StudioFixture studio;

    @Start
    void start(Stage stage) {
        studio = new StudioFixture(stage, folder);
    }

    private void shoot(FxRobot robot, String name) throws IOException {
        for (ThemeChoice theme : new ThemeChoice[]{ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            robot.interact(() -> studio.window.chooseTheme(theme));
            for (int[] size : SIZES) {
                Pictures.write(studio.stage.getScene(), "%s-%s-%dx%d".formatted(name,
                        theme.name().toLowerCase(Locale.ROOT), size[0], size[1]), size[0], size[1]);
            }
        }
    }

    @Test
    void everyTab(FxRobot robot) throws Exception {
        empty(robot);
        configure(robot);
        train(robot);
        evaluate(robot);
        score(robot);
        secondRun(robot);
        failed(robot);
    }

    private void empty(FxRobot robot) throws Exception {
        await(30, () -> studio.window.engineIsReady());
        shoot(robot, "welcome");
        for (Place place : Place.values()) {
            studio.go(robot, place);
            await(5, () -> true);
            shoot(robot, place.name().toLowerCase(Locale.ROOT) + "-empty");
        }
    }

    private void configure(FxRobot robot) throws Exception {
        studio.go(robot, Place.CONFIGURE);
        robot.interact(() -> studio.window.tabs().configuration().choosePreset("demo"));
        await(60,
                () -> isShown(robot, "#rows") && !robot.lookup("#rows").queryAs(TableView.class).getItems().isEmpty());
        await(60, () -> !robot.lookup("#start").queryButton().isDisabled());
        shoot(robot, "configure-full");
        side(robot, 1);
        shoot(robot, "configure-seen");
        side(robot, 2);
        shoot(robot, "configure-yaml");
        write(robot, "#field-learning_rate", "-1");
        write(robot, "#field-num_train_epochs", "many");
        shoot(robot, "configure-failed");
        fire(robot, "#reset-learning_rate");
        fire(robot, "#reset-num_train_epochs");
        side(robot, 0);
    }

    private void side(FxRobot robot, int tab) {
        robot.interact(() -> robot.lookup("#side").queryAs(TabPane.class).getSelectionModel().select(tab));
    }

    private void train(FxRobot robot) throws Exception {
        fire(robot, "#start");
        studio.awaitStage(60, RunStage.TRAINING);
        await(60, () -> studio.window.tabs().training().progressProperty().get() > 0.5);
        shoot(robot, "train-running");
        studio.go(robot, Place.RUNS);
        await(10, () -> !robot.lookup("#runs-table").queryAs(TableView.class).getItems().isEmpty());
        robot.interact(() -> robot.lookup("#runs-table").queryAs(TableView.class).getSelectionModel().select(0));
        Thread.sleep(3_000);
        shoot(robot, "runs-running");
        studio.go(robot, Place.TRAIN);
        studio.awaitStage(240, RunStage.FINISHED);
        shoot(robot, "train-full");
    }

    private void evaluate(FxRobot robot) throws Exception {
        fire(robot, "#train-evaluate");
        await(20, () -> !robot.lookup("#evaluate-start").queryButton().isDisabled());
        fire(robot, "#evaluate-start");
        await(60, () -> isShown(robot, "#evaluate-pairs")
                && robot.lookup("#evaluate-pairs").queryAs(TableView.class).getItems().size() > 50);
        shoot(robot, "evaluate-running");
        await(120, () -> !isShown(robot, "#evaluate-cancel"));
        fire(robot, "#evaluate-show-wrong");
        robot.interact(() -> robot.lookup("#evaluate-pairs").queryAs(TableView.class).getSelectionModel().select(1));
        Thread.sleep(1_500);
        shoot(robot, "evaluate-full");
    }

    private void score(FxRobot robot) throws Exception {
        robot.interact(() -> studio.window.tabs().score(folder.resolve("reward_model_demo_output")));
        write(robot, "#score-system", "You answer in the tone that you are asked for.");
        write(robot, "#score-prompt", "Tell me about the kettle. Be cheerful, please.");
        String[] responses = {"The kettle is a joy. It hums, it boils, and tea is near.",
                "The kettle stands there. It is cold and sad.", "The lamp is a joy. It shines all evening."};
        for (int i = 0; i < responses.length; i++) {
            if (robot.lookup("#score-response-" + (char) ('A' + i)).tryQuery().isEmpty()) {
                fire(robot, "#score-add");
            }
            write(robot, "#score-response-" + (char) ('A' + i), responses[i]);
        }
        await(60, () -> robot.lookup("#score-ranking").queryAs(TableView.class).getItems().size() == 3);
        Thread.sleep(2_000);
        shoot(robot, "score-full");
    }

    private void secondRun(FxRobot robot) throws Exception {
        studio.go(robot, Place.CONFIGURE);
        write(robot, "#field-max_steps", "60");
        write(robot, "#field-learning_rate", "3e-4");
        write(robot, "#field-output_dir", "slower");
        await(30, () -> !robot.lookup("#start").queryButton().isDisabled());
        fire(robot, "#start");
        studio.awaitStage(60, RunStage.TRAINING);
        studio.awaitStage(120, RunStage.FINISHED);
        studio.go(robot, Place.RUNS);
        TableView<?> table = robot.lookup("#runs-table").queryAs(TableView.class);
        await(10, () -> table.getItems().size() == 2);
        robot.interact(() -> table.getSelectionModel().selectAll());
        Thread.sleep(3_000);
        shoot(robot, "runs-full");
    }

    private void failed(FxRobot robot) throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken-model"));
        Files.writeString(broken.resolve("config.json"), "{\"model_type\": \"bert\"}");
        robot.interact(() -> studio.window.tabs().evaluate(broken));
        fire(robot, "#evaluate-start");
        await(30, () -> !isShown(robot, "#evaluate-cancel"));
        Thread.sleep(1_000);
        shoot(robot, "evaluate-failed");
        robot.interact(() -> studio.window.tabs().score(broken));
        Thread.sleep(3_000);
        shoot(robot, "score-failed");
        Files.writeString(folder.resolve("slower").resolve("config.yaml"), "learning_rate: [");
        robot.interact(() -> studio.window.tabs().resume(folder.resolve("slower")));
        Thread.sleep(2_000);
        studio.go(robot, Place.RUNS);
        shoot(robot, "runs-failed");
        Files.delete(folder.resolve("user/cache/demo/preferences.jsonl"));
        Files.createDirectory(folder.resolve("user/cache/demo/preferences.jsonl"));
        studio.go(robot, Place.TRAIN);
        robot.interact(() -> studio.window.tabs().startDemo());
        studio.awaitStage(30, RunStage.FAILED);
        shoot(robot, "train-failed");
    }
}
