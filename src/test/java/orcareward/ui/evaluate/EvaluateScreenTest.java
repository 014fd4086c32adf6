package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import orcareward.problem.ProblemException;
import orcareward.ui.Pictures;
import orcareward.ui.Screens;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The tab on a scene of its own, with mouse and keys. */
@ExtendWith(ApplicationExtension.class)
class EvaluateScreenTest {
    private static final int PAIRS = 1286;

    @TempDir
    static Path folder;

    private final Background background = new Background(FxThread.executor());
    private ScriptedRunner runner;
    private EvaluateViewModel model;
    private Scene scene;
    private final Screens.Answers answers = new Screens.Answers();
    private final Screens.Went navigator = new Screens.Went();

    @Start
    void start(Stage stage) {
        runner = new ScriptedRunner(folder, PAIRS);
        model = new EvaluateViewModel(runner,
                () -> List.of(new ModelChoice("orca-lora-3", folder.resolve("orca-lora-3")),
                        new ModelChoice("orca-lora-3, step 500", folder.resolve("orca-lora-3/checkpoint-500")),
                        new ModelChoice("orca-full", folder.resolve("orca-full"))),
                background, InstantSource.system());
        EvaluateTab tab = new EvaluateTab(model, answers, navigator);
        scene = Screens.show(stage, (Parent) tab.view(), 1112, 738);
        tab.shown();
    }

    @AfterEach
    void end() throws InterruptedException {
        background.close();
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** The same in a larger window than the headless screen has room for. */
    private Scene large(FxRobot robot) {
        AtomicReference<Scene> made = new AtomicReference<>();
        robot.interact(() -> {
            StackPane root = new StackPane(new EvaluateTab(model, answers, navigator).view());
            root.getStyleClass().addAll(scene.getRoot().getStyleClass());
            Scene large = new Scene(root, 1752, 1018);
            large.getStylesheets().addAll(scene.getStylesheets());
            made.set(large);
        });
        return Objects.requireNonNull(made.get());
    }

    private TableView<Integer> table(FxRobot robot) {
        return robot.lookup("#evaluate-pairs").queryTableView();
    }

    private void theme(FxRobot robot, boolean dark) {
        robot.interact(() -> Screens.dark(scene, dark));
    }

    @Test
    void fromAnEmptyTabToAPairAndAnExport(FxRobot robot) throws Exception {
        Pictures.write(scene, "evaluate-empty-light");
        answers.next = folder.resolve("orca-lora-3");
        robot.clickOn("#evaluate-choose");
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        Pictures.write(scene, "evaluate-ready-light");
        robot.interact(() -> model.setup().addBaseline(folder.resolve("orca-full")));
        robot.clickOn("#evaluate-start");

        waitFor(() -> model.pairs().rowsProperty().get().length == PAIRS / 2);
        Pictures.write(scene, "evaluate-running-light");
        runner.goOn();
        waitFor(() -> model.stateProperty().get() == State.DONE
                && model.pairs().rowsProperty().get().length == PAIRS);

        robot.clickOn("Surest mistakes");
        waitFor(() -> model.pairs().rowsProperty().get().length == 100);
        robot.clickOn(
                robot.from(table(robot)).lookup((Node node) -> node instanceof TableRow<?> row && row.getIndex() == 1)
                        .<Node>query());
        waitFor(() -> model.pairs().openProperty().get() != null);
        int first = model.pairs().selectedProperty().get();
        assertThat(first).isEqualTo(model.pairs().rowsProperty().get()[1]);
        Pictures.write(scene, "evaluate-done-light");
        theme(robot, true);
        Pictures.write(scene, "evaluate-done-dark");
        Pictures.write(large(robot), "evaluate-done-large-dark");
        theme(robot, false);

        robot.type(KeyCode.DOWN);
        assertThat(model.pairs().selectedProperty().get()).isEqualTo(model.pairs().rowsProperty().get()[2]);
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(model.pairs().selectedProperty().get()).isEqualTo(first);

        robot.clickOn("Flips");
        waitFor(() -> model.pairs().rowsProperty().get().length != 100);
        Pictures.write(scene, "evaluate-flips-light");
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("nothing says this");
        waitFor(() -> model.pairs().rowsProperty().get().length == 0);
        Pictures.write(scene, "evaluate-nothing-light");

        for (String name : List.of("csv", "jsonl", "html")) {
            robot.interact(() -> model.export(EvaluationExport.Kind.valueOf(name.toUpperCase(Locale.ROOT)),
                    folder.resolve("evaluation." + name), file -> navigator.notify("saved " + file),
                    thrown -> navigator.notify("failed " + thrown)));
            waitFor(() -> !navigator.places.isEmpty() && navigator.places.getLast().endsWith("evaluation." + name));
        }
        assertThat(Files.readAllLines(folder.resolve("evaluation.csv"))).hasSize(1 + PAIRS + 3);
        assertThat(Files.readString(folder.resolve("evaluation.html"))).contains("orca-full").contains("Surest");
    }

    @Test
    void cancelledItKeepsWhatItHasFound(FxRobot robot) throws Exception {
        robot.interact(() -> model.choose(folder.resolve("orca-lora-3")));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        waitFor(() -> model.pairs().rowsProperty().get().length == PAIRS / 2);
        robot.clickOn("#evaluate-cancel");
        waitFor(() -> model.stateProperty().get() == State.STOPPED);
        assertThat(robot.lookup("Cancelled: these are the figures of 643 of 1,286 pairs").tryQuery()).isPresent();
        Pictures.write(scene, "evaluate-stopped-light");
    }

    @Test
    void aFailureSaysWhatToDo(FxRobot robot) throws Exception {
        runner.failWith(new ProblemException("/models/orca-lora-3", "the run held out no pairs",
                "Give pairs with --dataset"));
        robot.interact(() -> model.choose(folder.resolve("orca-lora-3")));
        robot.clickOn("#evaluate-start");
        waitFor(() -> model.stateProperty().get() == State.FAILED);
        Pictures.write(scene, "evaluate-failed-light");
        theme(robot, true);
        Pictures.write(scene, "evaluate-failed-dark");
        theme(robot, false);
        assertThat(robot.lookup("Choose a file of pairs as the data").tryQuery()).isPresent();
        answers.next = folder.resolve("other.jsonl");
        robot.clickOn("Choose a file of pairs");
        assertThat(model.setup().dataProperty().get().path()).isEqualTo(folder.resolve("other.jsonl"));
    }
}
