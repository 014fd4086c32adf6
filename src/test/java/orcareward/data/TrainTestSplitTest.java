package orcareward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTestSplitTest {
    /** {@code golden/split.json}: written by datasets 4.4.1, train_test_split(0.1, seed). */
    @ParameterizedTest
    @ValueSource(strings = {"10:42", "23:7", "224:42", "1000:0", "12859:42"})
    void theSplitEqualsDatasetsRowForRow(String name) throws IOException {
        JsonNode expected = golden("split.json").get(name);
        String[] rowsAndSeed = name.split(":", 2);

        TrainTestSplit split = TrainTestSplit.of(Integer.parseInt(rowsAndSeed[0]), 0.1,
                Long.parseLong(rowsAndSeed[1]));

        assertThat(split.test()).isEqualTo(ints(expected.get("test")));
        assertThat(split.train()).isEqualTo(ints(expected.get("train")));
    }

    @Test
    void seedsBeyond32BitsFollowNumpy() {
        // numpy 2.3.5: default_rng(2**40 + 17).permutation(12)
        assertThat(new NumpyGenerator((1L << 40) + 17).permutation(12)).isEqualTo(WIDE_SEED);
    }

    @Test
    void theTestPartIsRoundedUpAndTheRestTrains() {
        // datasets takes 9 of 10 for 0.9, though floor(10 * (1 - 0.9)) is 0 in floating point
        assertThat(TrainTestSplit.of(10, 0.9, 1).train()).hasSize(1);
        assertThat(TrainTestSplit.of(11, 0.25, 1).test()).hasSize(3);
    }

    @Test
    void nothingIsHeldOutWithoutATestSize() {
        TrainTestSplit split = TrainTestSplit.of(4, 0, 42);
        assertThat(split.train()).containsExactly(0, 1, 2, 3);
        assertThat(split.test()).isEmpty();
    }

    @Test
    void aSplitThatLeavesNothingToTrainOnIsRefused() {
        assertThatThrownBy(() -> TrainTestSplit.of(1, 0.1, 42)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("test_size").hasMessageContaining("none is left to train on");
        assertThatThrownBy(() -> TrainTestSplit.of(10, 1.5, 42)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aSplitOfKeptRowsNamesTheFilesRows() {
        TrainTestSplit split = new TrainTestSplit(new int[]{2, 0}, new int[]{1});
        assertThat(split.over(new int[]{0, 5, 9})).isEqualTo(new TrainTestSplit(new int[]{9, 0}, new int[]{5}));
    }

    static JsonNode golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TrainTestSplitTest.class.getResourceAsStream("/golden/" + name))) {
            return new ObjectMapper().readTree(in);
        }
    }

    static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).flatMapToInt(node -> IntStream.of(node.asInt()))
                .toArray();
    }

    private static final int[] WIDE_SEED = {5, 11, 1, 6, 2, 7, 8, 9, 0, 3, 4, 10};
}
