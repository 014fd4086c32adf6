package orcareward.engine.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a margin's sigmoid p means what it says. A pair's confidence is max(p, 1 - p); pairs are sorted into ten bins of equal
 * width over [0.5, 1], each with its left edge, the last with its right edge too.
 *
 * <p>A pair counts as right when the chosen side is the more probable one. A tie (p = 0.5) has no more probable side and is
 * wrong, as in the strict accuracy, so that the bins' accuracies add up to that.
 *
 * @param error expected calibration error: |mean confidence - accuracy| of each bin, weighted by its pairs (Naeini et al., AAAI
 *        2015); NaN when a margin is
 * @param bins from the least confident to the most
 */
public record Calibration(double error, List<Bin> bins) {
    private static final int BINS = 10;

    /** A copy whose list can't change. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Pairs of like confidence.
     *
     * @param from smallest confidence
     * @param to next bin's smallest
     * @param confidence mean confidence; NaN when empty
     * @param accuracy share of right pairs
     */
    public record Bin(double from, double to, double confidence, Proportion accuracy) {
    }

    static Calibration of(double[] margins) {
        long[] counts = new long[BINS];
        long[] right = new long[BINS];
        double[] confidence = new double[BINS];
        double error = 0;
        for (double margin : margins) {
            if (Double.isNaN(margin)) {
                error = Double.NaN;
                continue;
            }
            double probable = 1 / (1 + Math.exp(-Math.abs(margin)));
            int bin = Math.min(BINS - 1, (int) ((probable - 0.5) * 2 * BINS));
            counts[bin]++;
            confidence[bin] += probable;
            right[bin] += margin > 0 ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            Bin bin = new Bin((BINS + i) / (2.0 * BINS), (BINS + i + 1) / (2.0 * BINS), confidence[i] / counts[i],
                    new Proportion(right[i], counts[i]));
            bins.add(bin);
            if (counts[i] > 0) {
                error += Math.abs(bin.confidence - bin.accuracy.value()) * counts[i] / margins.length;
            }
        }
        return new Calibration(error, bins);
    }
}
