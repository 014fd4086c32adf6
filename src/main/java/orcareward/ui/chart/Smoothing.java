package orcareward.ui.chart;

import java.util.Arrays;

/**
 * TensorBoard's smoothing of one series, kept up to date as points come in: an exponential moving average, corrected for its
 * start at 0 (Kingma and Ba, 2015, section 3). It is {@code classicSmoothing} in TensorBoard's
 * {@code tensorboard/webapp/widgets/line_chart_v2/data_transformer.ts}, which also leaves constant series and what isn't finite as
 * they are.
 */
final class Smoothing {
    private double[] smoothed = {};
    private int done;
    private int rewrites = -1;
    private double weight = -1;
    private double average;
    /** The weight to the power of the number of values averaged: what the start at 0 still counts. */
    private double ofTheStart;
    private boolean constant;

    /**
     * The smoothed values; only the first {@link Series#size()} numbers count. Costs the new points alone, or all of them when the
     * weight changed or points were replaced.
     *
     * @param newWeight of the average so far, 0 (no smoothing) up to, but not including, 1
     */
    double[] update(Series series, double newWeight) {
        if (newWeight != weight || series.rewrites() != rewrites) {
            weight = newWeight;
            rewrites = series.rewrites();
            done = 0;
            average = 0;
            ofTheStart = 1;
            constant = true;
        }
        if (smoothed.length < series.size()) {
            smoothed = Arrays.copyOf(smoothed, series.values().length);
        }
        for (; done < series.size(); done++) {
            smoothed[done] = next(series.value(done), series.value(0));
        }
        return smoothed;
    }

    private double next(double value, double first) {
        constant = constant && value == first;
        if (!Double.isFinite(value)) {
            return value;
        }
        average = average * weight + (1 - weight) * value;
        ofTheStart *= weight;
        return constant ? value : average / (1 - ofTheStart);
    }
}
