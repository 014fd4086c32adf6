package orcareward.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well rewards tell chosen from rejected responses, over all pairs at once (TRL's averages over batches are
 * {@link BatchAverages}).
 *
 * @param accuracy share of pairs with reward(chosen) > reward(rejected); a tie is wrong
 * @param ties pairs with equal rewards
 * @param chosen rewards of the chosen responses
 * @param rejected rewards of the rejected responses
 * @param margin quantiles of reward(chosen) - reward(rejected)
 * @param logLoss mean of -log sigmoid(margin): the Bradley-Terry loss without additions
 * @param calibration confidence against accuracy
 * @param lengthTerciles accuracy where the chosen response is the shorter, about as long, the longer one
 * @param longerWins what a reward would reach that is the response's length in tokens; equal lengths are wrong
 * @param shorterWins the same for the negative length
 * @param equalLengths pairs of equal length
 * @param confidentMistakes the ten pairs with the lowest margins below 0, the worst first
 */
public record PreferenceStatistics(Proportion accuracy, long ties, Spread chosen, Spread rejected, Quantiles margin,
        double logLoss, Calibration calibration, List<LengthTercile> lengthTerciles, Proportion longerWins,
        Proportion shorterWins, long equalLengths, List<Mistake> confidentMistakes) {
    private static final int MISTAKES = 10;

    /** Copies whose lists can't change. */
    public PreferenceStatistics {
        lengthTerciles = List.copyOf(lengthTerciles);
        confidentMistakes = List.copyOf(confidentMistakes);
    }

    /** Mean, median and standard deviation (divided by n, as numpy's). */
    public record Spread(double mean, double median, double standardDeviation) {
        static Spread of(double[] values) {
            Samples samples = new Samples(values);
            return new Spread(samples.mean(), samples.quantile(0.5), samples.standardDeviation());
        }
    }

    /** Quantiles by linear interpolation. */
    public record Quantiles(double min, double q05, double q25, double median, double q75, double q95, double max) {
        static Quantiles of(double[] values) {
            Samples samples = new Samples(values);
            return new Quantiles(samples.quantile(0), samples.quantile(0.05), samples.quantile(0.25),
                    samples.quantile(0.5), samples.quantile(0.75), samples.quantile(0.95), samples.quantile(1));
        }
    }

    /**
     * Pairs whose difference in length (chosen - rejected response tokens) lies in one third of all differences. Equal
     * differences stay together, so the thirds may differ in size.
     *
     * @param minDifference smallest difference in it; 0 when it is empty
     * @param maxDifference largest difference in it; 0 when it is empty
     * @param accuracy strict accuracy of its pairs
     */
    public record LengthTercile(long minDifference, long maxDifference, Proportion accuracy) {
    }

    /** A pair that was ranked the wrong way round. */
    public record Mistake(long index, double rewardChosen, double rewardRejected, double margin, int chosenTokens,
            int rejectedTokens) {
    }

    /**
     * Computes everything.
     *
     * @param pairs at least one
     */
    public static PreferenceStatistics of(PairRewards pairs) {
        if (pairs.size() == 0) {
            throw new IllegalStateException("statistics need at least one pair");
        }
        double[] margins = pairs.margins();
        double[] differences = pairs.lengthDifferences();
        long ties = count(margins, 0, 0);
        double loss = 0;
        for (double margin : margins) {
            loss += softplus(-margin);
        }
        long equal = count(differences, 0, 0);
        Proportion longer = new Proportion(count(differences, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
                pairs.size());
        Proportion shorter = new Proportion(pairs.size() - equal - longer.hits(), pairs.size());
        return new PreferenceStatistics(accuracyOf(margins), ties, Spread.of(pairs.chosen()),
                Spread.of(pairs.rejected()), Quantiles.of(margins), loss / pairs.size(), Calibration.of(margins),
                terciles(margins, differences), longer, shorter, equal, mistakes(pairs));
    }

    /** log(1 + exp(x)) without overflow. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static Proportion accuracyOf(double[] margins) {
        return new Proportion(count(margins, Double.MIN_VALUE, Double.POSITIVE_INFINITY), margins.length);
    }

    /** How many values lie in [from, to]; none that is NaN. */
    private static long count(double[] values, double from, double to) {
        long count = 0;
        for (double value : values) {
            if (value >= from && value <= to) {
                count++;
            }
        }
        return count;
    }

    private static List<LengthTercile> terciles(double[] margins, double[] differences) {
        Samples samples = new Samples(differences);
        double[] bounds = {Double.NEGATIVE_INFINITY, samples.quantile(1.0 / 3), samples.quantile(2.0 / 3),
                Double.POSITIVE_INFINITY};
        List<LengthTercile> terciles = new ArrayList<>();
        for (int third = 0; third < 3; third++) {
            double above = bounds[third];
            double upTo = bounds[third + 1];
            int[] inside = IntStream.range(0, margins.length)
                    .filter(pair -> differences[pair] > above && differences[pair] <= upTo).toArray();
            double[] lengths = IntStream.of(inside).mapToDouble(pair -> differences[pair]).sorted().toArray();
            terciles.add(new LengthTercile(lengths.length == 0 ? 0 : (long) lengths[0],
                    lengths.length == 0 ? 0 : (long) lengths[lengths.length - 1],
                    accuracyOf(IntStream.of(inside).mapToDouble(pair -> margins[pair]).toArray())));
        }
        return terciles;
    }

    private static List<Mistake> mistakes(PairRewards pairs) {
        return IntStream.range(0, pairs.size()).filter(pair -> pairs.margin(pair) < 0)
                .mapToObj(pair -> new Mistake(pairs.index(pair), pairs.chosen(pair), pairs.rejected(pair),
                        pairs.margin(pair), pairs.chosenTokens(pair), pairs.rejectedTokens(pair)))
                .sorted(Comparator.comparingDouble(Mistake::margin).thenComparingLong(Mistake::index)).limit(MISTAKES)
                .toList();
    }

    /** Everything as plain values under snake_case names, for JSON; empty bins and terciles are left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", accuracy.trials());
        map.put("accuracy", accuracy.value());
        map.put("accuracy_lower", accuracy.lower());
        map.put("accuracy_upper", accuracy.upper());
        map.put("ties", ties);
        map.put("reward_chosen", toMap(chosen));
        map.put("reward_rejected", toMap(rejected));
        map.put("margin", ordered("min", margin.min, "q05", margin.q05, "q25", margin.q25, "median", margin.median,
                "q75", margin.q75, "q95", margin.q95, "max", margin.max));
        map.put("log_loss", logLoss);
        map.put("calibration_error", calibration.error());
        map.put("calibration_bins", calibration.bins().stream().filter(bin -> bin.accuracy().trials() > 0)
                .map(bin -> ordered("from", bin.from(), "to", bin.to(), "pairs", bin.accuracy().trials(), "confidence",
                        bin.confidence(), "accuracy", bin.accuracy().value()))
                .toList());
        map.put("length_terciles", lengthTerciles.stream().filter(tercile -> tercile.accuracy.trials() > 0)
                .map(tercile -> ordered("min_difference", tercile.minDifference, "max_difference",
                        tercile.maxDifference, "pairs", tercile.accuracy.trials(), "accuracy",
                        tercile.accuracy.value()))
                .toList());
        map.put("longer_wins", longerWins.value());
        map.put("shorter_wins", shorterWins.value());
        map.put("equal_lengths", equalLengths);
        map.put("confident_mistakes", confidentMistakes.stream().map(mistake -> ordered("index", mistake.index,
                "reward_chosen", mistake.rewardChosen, "reward_rejected", mistake.rewardRejected, "margin",
                mistake.margin, "chosen_tokens", mistake.chosenTokens, "rejected_tokens", mistake.rejectedTokens))
                .toList());
        return map;
    }

    private static Map<String, Object> toMap(Spread spread) {
        return ordered("mean", spread.mean, "median", spread.median, "standard_deviation", spread.standardDeviation);
    }

    /** Names and values in turn. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
