package orcareward.engine.evaluate;

import java.util.Arrays;

/** Numpy's mean, standard deviation and quantiles of plain doubles. */
final class Samples {
    private final double[] sorted;

    Samples(double[] values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    double mean() {
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return sum / sorted.length;
    }

    /** Of the sample itself (divided by n), as {@code numpy.std}. */
    double standardDeviation() {
        double mean = mean();
        double sum = 0;
        for (double value : sorted) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / sorted.length);
    }

    /**
     * {@code numpy.quantile} with linear interpolation between neighbours; NaN when a value is NaN.
     *
     * @param q 0 to 1
     */
    double quantile(double q) {
        int last = sorted.length - 1;
        if (Double.isNaN(sorted[last])) {
            // Sorted behind everything else.
            return Double.NaN;
        }
        double position = q * last;
        int below = (int) position;
        int above = Math.min(below + 1, last);
        double share = position - below;
        double step = sorted[above] - sorted[below];
        // From the nearer neighbour, as numpy does, so that a rounding error in the position doesn't move the result off it.
        return share >= 0.5 ? sorted[above] - step * (1 - share) : sorted[below] + step * share;
    }
}
