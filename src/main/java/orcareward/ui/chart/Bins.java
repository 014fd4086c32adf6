package orcareward.ui.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Bins of equal, round width that several distributions share; 0 is always an edge.
 *
 * @param first lower edge of the first bin
 * @param width of each
 * @param number how many there are
 */
record Bins(double first, double width, int number) {
    private static final int FEWEST = 8;
    private static final int MOST = 60;

    /**
     * Bins by the rule of Freedman and Diaconis (1981): a width of twice the distance between the quartiles over the cube root of the
     * number of values, here made round, with 8 to 60 of them.
     */
    static Bins of(List<double[]> distributions) {
        double[] all = distributions.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted()
                .toArray();
        if (all.length == 0) {
            return new Bins(0, 1, 1);
        }
        double low = all[0];
        double high = all[all.length - 1];
        if (high - low <= Math.abs(high) * 1e-12) {
            double width = low == 0 ? 0.1 : Ticks.step(Math.abs(low), 10);
            return around(low, high, width);
        }
        double quartiles = all[(int) (0.75 * (all.length - 1))] - all[(int) (0.25 * (all.length - 1))];
        double wanted = quartiles > 0 ? (high - low) * Math.cbrt(all.length) / (2 * quartiles) : FEWEST;
        return around(low, high, Ticks.step(high - low, (int) Math.clamp(Math.ceil(wanted), FEWEST, MOST)));
    }

    private static Bins around(double low, double high, double width) {
        double begin = Math.floor(low / width);
        return new Bins(begin * width, width, (int) Math.max(1, Math.floor(high / width) - begin + 1));
    }

    double last() {
        return first + number * width;
    }

    /** How many values fall into each bin; its lower edge belongs to it. */
    long[] count(double[] values) {
        long[] counts = new long[number];
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[(int) Math.clamp((value - first) / width, 0, number - 1)]++;
            }
        }
        return counts;
    }
}
