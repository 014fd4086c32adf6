package orcareward.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orcareward.engine.evaluate.PreferenceStatistics.Quantiles;
import orcareward.engine.evaluate.PreferenceStatistics.Spread;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against values that {@code reference/make_statistics_cases.py} computed with numpy. */
class PreferenceStatisticsTest {
    static Stream<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = PreferenceStatisticsTest.class.getResourceAsStream("/golden/statistics/cases.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false).map(one -> Named.of(one.get("name").asText(), one));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFigureIsNumpys(JsonNode one) {
        PreferenceStatistics ours = PreferenceStatistics.of(pairs(one));
        JsonNode numpy = one.get("expected");

        equal(ours.accuracy(), numpy.get("accuracy"));
        assertThat(ours.ties()).isEqualTo(numpy.get("ties").asLong());
        equal(ours.chosen(), numpy.get("chosen"));
        equal(ours.rejected(), numpy.get("rejected"));
        Quantiles q = ours.margin();
        close(numpy.get("margin"), q.min(), q.q05(), q.q25(), q.median(), q.q75(), q.q95(), q.max());
        assertThat(ours.logLoss()).isCloseTo(numpy.get("log_loss").asDouble(), within(1e-9));
        assertThat(ours.calibration().error()).isCloseTo(numpy.get("calibration_error").asDouble(), within(1e-12));
        assertThat(ours.calibration().bins().stream().map(bin -> bin.accuracy().trials()))
                .containsExactlyElementsOf(longs(numpy.get("calibration_counts")));
        assertThat(ours.lengthTerciles().stream().map(t -> List.of(t.accuracy().trials(), t.accuracy().hits())))
                .containsExactlyElementsOf(elements(numpy.get("terciles")).map(
                        PreferenceStatisticsTest::longs).toList());
        equal(ours.longerWins(), numpy.get("longer_wins"));
        equal(ours.shorterWins(), numpy.get("shorter_wins"));
        assertThat(ours.equalLengths()).isEqualTo(numpy.get("equal_lengths").asLong());
        // The cases' indices are the pairs' places times ten.
        assertThat(ours.confidentMistakes().stream().map(mistake -> mistake.index() / 10))
                .containsExactlyElementsOf(longs(numpy.get("mistakes")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfPairsChangesNothing(JsonNode one) {
        PairRewards pairs = pairs(one);
        PairRewards.Builder reversed = new PairRewards.Builder();
        IntStream.range(0, pairs.size()).map(i -> pairs.size() - 1 - i).forEach(i -> reversed.add(pairs.index(i),
                pairs.chosen(i), pairs.rejected(i), pairs.chosenTokens(i), pairs.rejectedTokens(i)));
        PreferenceStatistics there = PreferenceStatistics.of(pairs);
        PreferenceStatistics back = PreferenceStatistics.of(reversed.build());

        assertThat(back.confidentMistakes()).isEqualTo(there.confidentMistakes());
        assertThat(back.lengthTerciles()).isEqualTo(there.lengthTerciles());
        assertThat(back.margin()).isEqualTo(there.margin());
        assertThat(back.calibration().error()).isCloseTo(there.calibration().error(), within(1e-12));
    }

    @Test
    void aCertainPairFallsIntoTheLastBin() {
        Calibration calibration = Calibration.of(new double[]{1e6});

        assertThat(calibration.bins().getLast().accuracy()).isEqualTo(new Proportion(1, 1));
        assertThat(calibration.bins().getLast().to()).isEqualTo(1.0);
        assertThat(calibration.error()).isZero();
    }

    @Test
    void aMistakeNamesItsRowAndRewards() {
        PairRewards pairs = new PairRewards.Builder().add(7, 1, 3.5, 20, 10).add(9, 2, 1, 5, 6).build();

        assertThat(PreferenceStatistics.of(pairs).confidentMistakes())
                .containsExactly(new PreferenceStatistics.Mistake(7, 1, 3.5, -2.5, 20, 10));
    }

    @Test
    void rewardsThatAreNoNumbersAreWrongAndSpoilTheMeans() {
        PairRewards pairs = new PairRewards.Builder().add(0, Double.NaN, 1, 5, 5).add(1, 2, 1, 5, 5).build();
        PreferenceStatistics statistics = PreferenceStatistics.of(pairs);

        assertThat(statistics.accuracy()).isEqualTo(new Proportion(1, 2));
        assertThat(statistics.ties()).isZero();
        assertThat(statistics.chosen().mean()).isNaN();
        assertThat(statistics.margin().min()).isNaN();
        assertThat(statistics.calibration().error()).isNaN();
        assertThat(statistics.confidentMistakes()).isEmpty();
    }

    @Test
    void theMapHoldsEveryFigureByName() {
        PairRewards pairs = new PairRewards.Builder().add(7, 1, 3.5, 20, 10).add(9, 2, 1, 5, 6).build();
        Map<String, Object> map = PreferenceStatistics.of(pairs).toMap();

        assertThat(map).containsEntry("pairs", 2L).containsEntry("accuracy", 0.5).containsEntry("longer_wins", 0.5)
                .containsKeys("accuracy_lower", "accuracy_upper", "ties", "reward_chosen", "reward_rejected", "margin",
                        "log_loss", "calibration_error", "calibration_bins", "length_terciles", "shorter_wins",
                        "equal_lengths", "confident_mistakes");
        assertThat(map.get("length_terciles")).asInstanceOf(
                InstanceOfAssertFactories.LIST).allSatisfy(
                        tercile -> assertThat(tercile.toString()).doesNotContain("NaN"));
    }

    @Test
    void nothingHasNoStatistics() {
        assertThatThrownBy(() -> PreferenceStatistics.of(new PairRewards.Builder().build()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static PairRewards pairs(JsonNode one) {
        PairRewards.Builder pairs = new PairRewards.Builder();
        for (int i = 0; i < one.get("chosen").size(); i++) {
            pairs.add(10L * i, one.get("chosen").get(i).asDouble(), one.get("rejected").get(i).asDouble(),
                    one.get("chosen_tokens").get(i).asInt(), one.get("rejected_tokens").get(i).asInt());
        }
        return pairs.build();
    }

    private static void equal(Proportion ours, JsonNode numpy) {
        close(numpy, ours.value(), ours.lower(), ours.upper());
    }

    private static void equal(Spread ours, JsonNode numpy) {
        close(numpy, ours.mean(), ours.median(), ours.standardDeviation());
    }

    private static void close(JsonNode numpy, double... ours) {
        double[] golden = elements(numpy).mapToDouble(JsonNode::asDouble).toArray();
        assertThat(ours).containsExactly(golden, within(1e-9));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<Long> longs(JsonNode array) {
        return elements(array).map(JsonNode::asLong).toList();
    }
}
