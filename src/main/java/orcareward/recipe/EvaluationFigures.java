package orcareward.recipe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import orcareward.engine.evaluate.PreferenceStatistics;
import orcareward.engine.evaluate.Proportion;

/**
 * The figures of one subject over its pairs; what it lacks is NaN.
 *
 * @param accuracy share of pairs whose chosen response got the higher reward
 * @param chosen mean reward of the chosen responses
 * @param rejected mean reward of the rejected responses
 * @param margin mean of chosen minus rejected reward
 * @param logLoss mean of -log sigmoid(margin)
 * @param calibrationError expected calibration error, 0 to 1
 * @param bins confidence against accuracy, only bins with pairs in them
 * @param longer what "the longer response wins" would reach on the same pairs
 * @param shorter what "the shorter response wins" would reach
 * @param ties pairs with equal rewards
 * @param equalLengths pairs with equal numbers of tokens
 */
public record EvaluationFigures(long pairs, Share accuracy, double chosen, double rejected, double margin,
        double logLoss, double calibrationError, List<Bin> bins, Share longer, Share shorter, long ties,
        long equalLengths) {
    /** A copy whose list can't change. */
    public EvaluationFigures {
        bins = List.copyOf(bins);
    }

    /** A share of pairs, 0 to 1, with the ends of its 95 % Wilson interval. */
    public record Share(double value, double lower, double upper) {
        /** The larger distance from the value to an end of the interval. */
        public double error() {
            return Math.max(upper - value, value - lower);
        }

        static Share of(Proportion proportion) {
            return new Share(proportion.value(), proportion.lower(), proportion.upper());
        }
    }

    /**
     * Pairs of like confidence.
     *
     * @param from smallest confidence that belongs to it
     * @param to the next bin's smallest
     * @param confidence its mean
     * @param accuracy the share that is right
     */
    public record Bin(double from, double to, double confidence, double accuracy, long pairs) {
    }

    /** The figures of at least one pair; a sort of a few columns. */
    public static EvaluationFigures of(PairScores scores) {
        return of(PreferenceStatistics.of(scores.rewards()));
    }

    static EvaluationFigures of(PreferenceStatistics s) {
        List<Bin> bins = s.calibration().bins().stream().filter(bin -> bin.accuracy().trials() > 0)
                .map(bin -> new Bin(bin.from(), bin.to(), bin.confidence(), bin.accuracy().value(),
                        bin.accuracy().trials()))
                .toList();
        return new EvaluationFigures(s.accuracy().trials(), Share.of(s.accuracy()), s.chosen().mean(),
                s.rejected().mean(), s.chosen().mean() - s.rejected().mean(), s.logLoss(), s.calibration().error(),
                bins, Share.of(s.longerWins()), Share.of(s.shorterWins()), s.ties(), s.equalLengths());
    }

    /** The means over heads that nobody trained. */
    static EvaluationFigures meanOf(List<PreferenceStatistics> heads) {
        List<EvaluationFigures> all = heads.stream().map(EvaluationFigures::of).toList();
        EvaluationFigures first = all.getFirst();
        return new EvaluationFigures(first.pairs,
                new Share(mean(all, head -> head.accuracy.value), Double.NaN, Double.NaN),
                mean(all, EvaluationFigures::chosen), mean(all, EvaluationFigures::rejected),
                mean(all, EvaluationFigures::margin), mean(all, EvaluationFigures::logLoss),
                mean(all, EvaluationFigures::calibrationError), List.of(), first.longer, first.shorter, 0,
                first.equalLengths);
    }

    private static double mean(List<EvaluationFigures> all, ToDoubleFunction<EvaluationFigures> value) {
        return all.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
