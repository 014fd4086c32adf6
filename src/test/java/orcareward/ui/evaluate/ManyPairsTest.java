package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.collections.ObservableListBase;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import orcareward.recipe.EvaluatedPairs;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.PairScores;
import orcareward.recipe.SamplePairs;
import orcareward.ui.Pictures;
import orcareward.ui.Screens;
import orcareward.ui.evaluate.PairQuery.Show;
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

/** The table and the open pair with 100,000 pairs. */
@ExtendWith(ApplicationExtension.class)
class ManyPairsTest {
    private static final int PAIRS = 100_000;

    @TempDir
    static Path folder;

    private final Background background = new Background(FxThread.executor());
    private final PairsViewModel model = new PairsViewModel(background);
    private PairsTable table;
    private Scene scene;

    @Start
    void start(Stage stage) {
        table = new PairsTable(model);
        SplitPane both = new SplitPane(table, new PairDetail(model));
        both.setOrientation(Orientation.VERTICAL);
        both.getStyleClass().add("evaluate");
        both.getStylesheets().add(Objects
                .requireNonNull(ManyPairsTest.class.getResource("/orcareward/ui/evaluate.css")).toExternalForm());
        scene = Screens.show(stage, both, 1112, 738);
    }

    @AfterEach
    void end() throws InterruptedException {
        background.close();
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void selectsSortsFiltersAndScrolls(FxRobot robot) throws Exception {
        EvaluatedPairs pairs = SamplePairs.pairs(folder, PAIRS);
        PairScores scores = SamplePairs.scores(PAIRS, 1, 1.2);
        Findings found = new Findings("model", pairs, scores, EvaluationFigures.of(scores), List.of());
        robot.interact(() -> model.show(found));
        waitFor(() -> model.rowsProperty().get().length == PAIRS);
        assertThat(table.getItems()).hasSize(PAIRS);

        // The headless platform takes every press for a popup's, and the header then doesn't sort on a click.
        robot.interact(() -> table.getSortOrder().setAll(List.of(table.getColumns().get(4))));
        waitFor(() -> model.rowsProperty().get()[0] != 0);
        int[] sorted = model.rowsProperty().get();
        assertThat(scores.margin(sorted[0])).isLessThanOrEqualTo(scores.margin(sorted[1]));
        assertThat(model.indexOf(0)).isEqualTo(table.getSelectionModel().getSelectedIndex());

        robot.interact(() -> {
            table.scrollTo(PAIRS - 1);
            table.requestFocus();
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(robot.from(table).lookup(
                (Node node) -> node instanceof TableRow<?> row && row.getIndex() == PAIRS - 3).<Node>query());
        assertThat(model.selectedProperty().get()).isEqualTo(sorted[PAIRS - 3]);
        robot.type(KeyCode.DOWN, 2);
        assertThat(model.selectedProperty().get()).isEqualTo(sorted[PAIRS - 1]);
        waitFor(() -> model.openProperty().get() instanceof OpenPair open && open.pair() == sorted[PAIRS - 1]);
        Pictures.write(scene, "evaluate-many-light");

        robot.interact(() -> model.showProperty().set(Show.WRONG));
        waitFor(() -> model.rowsProperty().get().length < PAIRS);
        assertThat(table.getSortOrder()).hasSize(1);
        assertThat(IntStream.of(model.rowsProperty().get())).noneMatch(scores::isRight);
        robot.interact(() -> model.showProperty().set(Show.ALL));
        waitFor(() -> model.rowsProperty().get().length == PAIRS);

        AtomicInteger asked = new AtomicInteger();
        robot.interact(() -> {
            table.getSelectionModel().clearSelection();
            table.setItems(new ObservableListBase<>() {
                @Override
                public Integer get(int index) {
                    asked.incrementAndGet();
                    return index;
                }

                @Override
                public int size() {
                    return PAIRS;
                }
            });
            table.layout();
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(asked.get()).as("lines that the table asks for").isBetween(1, 1000);
        Objects.requireNonNull(pairs.texts()).close();
    }

    @Test
    void theWordsThatDifferStandOnATint(FxRobot robot) throws Exception {
        Path file = folder.resolve("similar.jsonl");
        Files.writeString(file,
                """
                        {"prompt": "Explain why the sky is blue, for a child.", "chosen": "Sunlight looks white, but it is made of all colours. \
                        The air scatters blue light more than red light, so blue reaches our eyes from every side.", \
                        "rejected": "Sunlight looks white, but it is made of many colours. The sea reflects blue light, so blue reaches our eyes from \
                        every side of the sky."}
                        """);
        EvaluatedPairs pairs = SamplePairs.of(file, folder, 1, 0);
        PairScores scores = SamplePairs.scores(1, 1, 1.2);
        robot.interact(() -> model.show(
                new Findings("model", pairs, scores, EvaluationFigures.of(scores), List.of())));
        waitFor(() -> model.openProperty().get() != null);
        Pictures.write(scene, "evaluate-differences-light");
        List<String> marked = Objects.requireNonNull(model.openProperty().get()).diff().right().stream()
                .filter(WordDiff.Run::differs).map(run -> run.text().strip()).toList();
        assertThat(marked).contains("many", "sea reflects");
        assertThat(robot.lookup(".evaluate-marks.rejected").<javafx.scene.shape.Path>query().getElements())
                .isNotEmpty();
        Objects.requireNonNull(pairs.texts()).close();
    }
}
