package orcareward.data;

import static orcareward.data.Rows.assistant;
import static orcareward.data.Rows.prompted;
import static orcareward.data.Rows.system;
import static orcareward.data.Rows.text;
import static orcareward.data.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import orcareward.data.DataReport.Finding;
import orcareward.data.DataReport.Numbering;
import org.junit.jupiter.api.Test;

class DataReportTest {
    private static final Path FILE = Path.of("pairs.jsonl");
    private static final LocatedDataset ONE_FILE = new LocatedDataset("pairs.jsonl", FILE, List.of(FILE));

    /** Row i stands on line 2 i + 1, so that lines and rows can't be mistaken for each other. */
    private static DataReport.Builder report(boolean dropDuplicates, PreferencePair... pairs) {
        RowFacts facts = new RowFacts();
        for (PreferencePair pair : pairs) {
            facts.add(RowFacts.Row.of(pair, new RowPosition(FILE, pair.index(), 2 * pair.index() + 1)));
        }
        return DataReport.builder(ONE_FILE, dropDuplicates, facts);
    }

    @Test
    void everyTraitIsCountedWithItsFirstLines() {
        DataReport.Builder builder = report(false, prompted(0, "P", "C", "R"), prompted(1, "P", "C", "C"),
                prompted(2, "P", "C", "R"), prompted(3, "P", " \n", "R"), prompted(4, "PC", "", "R"));
        builder.overLong(3);

        DataReport report = builder.build();

        assertThat(report.rowsRead()).isEqualTo(5);
        assertThat(report.rowsKept()).isEqualTo(4);
        assertThat(report.numbering()).isEqualTo(Numbering.LINES);
        assertThat(report.overLong()).isEqualTo(new Finding(1, List.of(7L)));
        assertThat(report.duplicates()).isEqualTo(new Finding(1, List.of(5L)));
        assertThat(report.emptyResponses()).isEqualTo(new Finding(2, List.of(7L, 9L)));
        assertThat(report.identicalSides()).isEqualTo(new Finding(1, List.of(3L)));
        assertThat(report.testPromptsInTraining()).isNull();
    }

    @Test
    void textsThatOnlyJoinAlikeAreNoDuplicates() {
        DataReport report = report(false, prompted(0, "ab", "c", "R"), prompted(1, "a", "bc", "R")).build();
        assertThat(report.duplicates().count()).isZero();
    }

    @Test
    void droppedDuplicatesAreLeftOutBeforeTheSplit() {
        DataReport.Builder builder = report(true, prompted(0, "P", "C", "R"), prompted(1, "P", "C", "R"),
                prompted(2, "Q", "C", "R"), prompted(3, "Q", "C", "R"));
        builder.overLong(3);
        assertThat(builder.rowsToSplit()).containsExactly(0, 2);
        assertThat(builder.isDuplicate(1)).isTrue();
        assertThat(builder.isDuplicate(2)).isFalse();
        assertThat(builder.build().rowsKept()).isEqualTo(2);
    }

    @Test
    void heldOutPromptsThatAlsoTrainAreCountedWhateverTheSystemMessage() {
        DataReport.Builder builder = report(false, text(0, "S1", "Q", "C", "R"), text(1, "S2", "Q", "C2", "R2"),
                text(2, "S1", "Q2", "C", "R"), text(3, "", "", "C", "R"), text(4, "", "", "D", "R"));
        DataReport report = builder.build(new TrainTestSplit(new int[]{0, 3}, new int[]{4, 2, 1}));
        assertThat(report.testPromptsInTraining()).isEqualTo(new Finding(1, List.of(3L)));
    }

    @Test
    void conversationsShareAPromptWithoutAPromptColumn() {
        DataReport.Builder builder = report(false,
                new PreferencePair.Messages(0, List.of(), List.of(user("Q"), assistant("C")),
                        List.of(user("Q"), assistant("R")), null),
                new PreferencePair.Messages(1, List.of(system("S"), user("Q")), List.of(assistant("C2")),
                        List.of(assistant("")), null),
                new PreferencePair.Messages(2, List.of(), List.of(user("Q"), assistant("same")),
                        List.of(user("Q"), assistant("same")), null),
                new PreferencePair.Messages(3, List.of(), List.of(user("Other"), assistant("C")),
                        List.of(user("Other"), assistant("R")), null));
        DataReport report = builder.build(new TrainTestSplit(new int[]{0}, new int[]{1, 2, 3}));
        assertThat(report.testPromptsInTraining()).isEqualTo(new Finding(2, List.of(3L, 5L)));
        assertThat(report.emptyResponses()).isEqualTo(new Finding(1, List.of(3L)));
        assertThat(report.identicalSides()).isEqualTo(new Finding(1, List.of(5L)));
    }

    @Test
    void dialoguesInOneTextShareAPromptUpToTheLastTurn() {
        String prompt = "\n\nHuman: Hi\n\nAssistant:";
        DataReport.Builder builder = report(false, text(0, "", "", prompt + " Yes", prompt + " No"),
                text(1, "", "", prompt + " Yes, a", prompt + " Yes, b"), text(2, "", "", "Yes a", "Yes b"));
        assertThat(builder.build(new TrainTestSplit(new int[]{0}, new int[]{1, 2})).testPromptsInTraining())
                .isEqualTo(new Finding(1, List.of(3L)));
    }

    @Test
    void anEvaluationSetIsComparedWithItsTrainingSet() {
        DataReport.Builder training = report(false, prompted(0, "P", "C", "R"));
        DataReport.Builder evaluation = report(false, prompted(0, "Q", "C", "R"), prompted(1, "P", "x", "y"));
        assertThat(evaluation.buildBeside(training).testPromptsInTraining()).isEqualTo(new Finding(1, List.of(3L)));
    }

    @Test
    void theTableLinesUp() {
        PreferencePair[] same = LongStream.range(0, 8).mapToObj(i -> prompted(i, "P", "C", "R"))
                .toArray(PreferencePair[]::new);
        DataReport report = report(true, same).build(new TrainTestSplit(new int[]{0}, new int[]{1}));
        assertThat(report.toLines()).containsExactly("pairs.jsonl",
                "                                          rows  first lines",
                "read                                         8",
                "over-long, left out                          0",
                "repeating an earlier row, left out           7  3, 5, 7, 9, 11, ...",
                "kept                                         1",
                "with an empty response                       0",
                "with identical sides                         0",
                "held out, with a prompt that also trains     1  3");
    }

    @Test
    void rowsOfParquetAreNumberedFromZero() {
        RowFacts facts = new RowFacts();
        for (int i = 0; i < 2; i++) {
            facts.add(RowFacts.Row.of(prompted(i, "P", "C", "R"), new RowPosition(FILE, i, 0)));
        }
        DataReport report = DataReport.builder(ONE_FILE, false, facts).build();
        assertThat(report.numbering()).isEqualTo(Numbering.ROWS);
        assertThat(report.duplicates().first()).containsExactly(1L);
        assertThat(report.toLines().get(1)).contains("counted from 0");
    }

    @Test
    void aRowOutOfOrderIsABug() {
        assertThatThrownBy(() -> report(false, prompted(1, "P", "C", "R"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHashSetHoldsWhatWasAddedWhileItGrows() {
        Hash128Set set = new Hash128Set();
        SplittableRandom random = new SplittableRandom(1);
        long[] values = random.longs(40_000).toArray();
        for (int i = 0; i < values.length; i += 2) {
            assertThat(set.add(new Hash128(values[i], values[i + 1]))).isTrue();
        }
        for (int i = 0; i < values.length; i += 2) {
            assertThat(set.contains(values[i], values[i + 1])).isTrue();
            assertThat(set.contains(values[i] + 1, values[i + 1])).isFalse();
            assertThat(set.add(new Hash128(values[i], values[i + 1]))).isFalse();
        }
    }
}
