package orcareward.ui.chart;

import java.util.List;

/**
 * What lies under the crosshair of a group.
 *
 * @param step the step there
 * @param epoch epochs done
 * @param seconds since the run began
 * @param values of all curves that are shown and have one there, in the order of the charts
 */
public record ReadOut(long step, double epoch, double seconds, List<Value> values) {
    /** A copy whose list can't change. */
    public ReadOut {
        values = List.copyOf(values);
    }

    /**
     * One value.
     *
     * @param metric title of its chart
     * @param curve name of its curve
     * @param value as recorded, not smoothed; an evaluation is the last one up to there
     * @param text the value as it is written for people
     */
    public record Value(String metric, String curve, double value, String text) {
    }
}
