package orcareward.ui.chart;

import java.util.Arrays;

/**
 * A line as one upright bar for each pixel column that it crosses. Where a line goes up and down within single pixels, bars look the
 * same as its outline, and drawing them takes a tenth of the time: an outline of thousands of corners is what rasterizers are slow
 * at.
 */
final class ColumnBars {
    /** Corners for each column from which on a line is drawn as bars. */
    private static final double DENSE = 1.25;
    private static final int FEW = 16;

    private double[] lows = new double[0];
    private double[] highs = new double[0];
    private double resolution = 1;
    private int first;
    private int number;

    /** Whether a line has so many corners that bars are better. */
    static boolean suits(double[] xs, int from, int to, double resolution) {
        return to - from > FEW && to - from > DENSE * resolution * (xs[to - 1] - xs[from]);
    }

    /**
     * Goes along the points from one index up to another, whose positions ascend.
     *
     * @param newResolution columns for one unit of the positions
     */
    void set(double[] xs, double[] ys, int from, int to, double newResolution) {
        resolution = newResolution;
        first = (int) Math.floor(xs[from] * resolution);
        number = (int) Math.floor(xs[to - 1] * resolution) - first + 1;
        if (lows.length < number) {
            lows = new double[number];
            highs = new double[number];
        }
        Arrays.fill(lows, 0, number, Double.POSITIVE_INFINITY);
        Arrays.fill(highs, 0, number, Double.NEGATIVE_INFINITY);
        for (int i = from + 1; i < to; i++) {
            cross(xs[i - 1] * resolution, ys[i - 1], xs[i] * resolution, ys[i]);
        }
    }

    /** How many bars there are, side by side. */
    int number() {
        return number;
    }

    /** How wide a bar is. */
    double width() {
        return 1 / resolution;
    }

    /** The position of a bar's left edge. */
    double left(int index) {
        return (first + index) / resolution;
    }

    /** How high bars are on average. */
    double meanHeight() {
        double sum = 0;
        for (int i = 0; i < number; i++) {
            sum += highs[i] - lows[i];
        }
        return sum / number;
    }

    /** The smaller y of a bar, its upper end. */
    double low(int index) {
        return lows[index];
    }

    /** The larger y of a bar. */
    double high(int index) {
        return highs[index];
    }

    private void cross(double x0, double y0, double x1, double y1) {
        int begin = (int) Math.floor(x0);
        int end = (int) Math.floor(x1);
        double slope = begin == end ? 0 : (y1 - y0) / (x1 - x0);
        for (int column = begin; column <= end; column++) {
            cover(column - first, column == begin ? y0 : y0 + slope * (column - x0));
            cover(column - first, column == end ? y1 : y0 + slope * (column + 1 - x0));
        }
    }

    private void cover(int index, double y) {
        lows[index] = Math.min(lows[index], y);
        highs[index] = Math.max(highs[index], y);
    }
}
