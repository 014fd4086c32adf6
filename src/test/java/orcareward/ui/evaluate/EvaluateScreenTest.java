package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.problem.ProblemException;
import orcareward.ui.Pictures;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.FxThread;
import orcareward.ui.fx.Navigator;
import org.jspecify.annotations.Nullable;
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
    private final Answers answers = new Answers();
    private final Notes navigator = new Notes();

    /** Answers with files of the test's own. */
    private static final class Answers implements FileDialogs {
        @Override
        public Optional<Path> open(String title, @Nullable Path near, Kind... kinds) {
            return Optional.of(folder.resolve("other.jsonl"));
        }

        @Override
        public Optional<Path> save(String title, @Nullable Path near, String fileName, Kind... kinds) {
            return Optional.of(folder.resolve(fileName));
        }

        @Override
        public Optional<Path> folder(String title, @Nullable Path near) {
            return Optional.of(folder.resolve("orca-lora-3"));
        }
    }

    /** Keeps what the person is told. */
    private static final class Notes implements Navigator {
        private volatile String told = "";

        @Override
        public void configure(Path yaml) {
        }

        @Override
        public void configure() {
        }

        @Override
        public void watch(Path outputDir) {
        }

        @Override
        public void resume(Path outputDir) {
        }

        @Override
        public void evaluate(Path modelDir) {
        }

        @Override
        public void score(Path modelDir) {
        }

        @Override
        public void runs() {
        }

        @Override
        public void openFolder(Path folder) {
        }

        @Override
        public void notify(String message) {
            told = message;
        }
    }

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        runner = new ScriptedRunner(folder, PAIRS);
        model = new EvaluateViewModel(runner,
                () -> List.of(new ModelChoice("orca-lora-3", folder.resolve("orca-lora-3")),
                        new ModelChoice("orca-lora-3, step 500", folder.resolve("orca-lora-3/checkpoint-500")),
                        new ModelChoice("orca-full", folder.resolve("orca-full"))),
                background, InstantSource.system());
        EvaluateTab tab = new EvaluateTab(model, answers, navigator);
        scene = new Scene((Parent) tab.view(), 1112, 738);
        scene.getStylesheets().add(Objects
                .requireNonNull(EvaluateScreenTest.class.getResource("/orcareward/ui/studio.css")).toExternalForm());
        stage.setScene(scene);
        stage.show();
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

    private TableView<Integer> table(FxRobot robot) {
        return robot.lookup("#evaluate-pairs").queryTableView();
    }

    private void theme(FxRobot robot, boolean dark) {
        robot.interact(() -> {
            Application.setUserAgentStylesheet(
                    dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
            scene.getRoot().getStyleClass().remove("dark");
            if (dark) {
                scene.getRoot().getStyleClass().add("dark");
            }
        });
    }

    @Test
    void fromAnEmptyTabToAPairAndAnExport(FxRobot robot) throws Exception {
        Pictures.write(scene, "evaluate-empty-light");
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
            waitFor(() -> navigator.told.endsWith("evaluation." + name));
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
        robot.clickOn("Choose a file of pairs");
        assertThat(model.setup().dataProperty().get().path()).isEqualTo(folder.resolve("other.jsonl"));
    }
}
