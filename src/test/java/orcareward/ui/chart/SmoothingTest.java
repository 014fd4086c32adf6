package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Golden numbers are those of TensorBoard's {@code data_transformer_test.ts}, worked out by hand from its formula. */
class SmoothingTest {
    private static final double EXACT = 1e-12;

    @Test
    void equalsTensorBoardsDebiasedAverage() {
        assertThat(smoothed(0.6, 1, 0.5, 0)).containsExactly(new double[]{1, 0.44 / 0.64, 0.264 / 0.784},
                within(EXACT));
        assertThat(smoothed(0.6, 0, 0.5, 1)).containsExactly(new double[]{0, 0.2 / 0.64, 0.52 / 0.784}, within(EXACT));
    }

    @Test
    void weightZeroLeavesValuesAsTheyAre() {
        assertThat(smoothed(0, 3, 1, 2)).containsExactly(3, 1, 2);
    }

    @Test
    void aConstantSeriesStaysExactlyConstant() {
        assertThat(smoothed(0.999, 0.1, 0.1, 0.1)).containsExactly(0.1, 0.1, 0.1);
    }

    @Test
    void whatIsNotFiniteIsPassedThroughAndNotAveraged() {
        double[] with = smoothed(0.6, 1, Double.NaN, 0.5, Double.POSITIVE_INFINITY, 0);
        assertThat(with[1]).isNaN();
        assertThat(with[3]).isInfinite();
        assertThat(new double[]{with[0], with[2], with[4]}).containsExactly(smoothed(0.6, 1, 0.5, 0), within(EXACT));
    }

    @Test
    void pointByPointEqualsAllAtOnce() {
        Random random = new Random(7);
        Series series = new Series();
        Smoothing growing = new Smoothing();
        for (int i = 1; i <= 1000; i++) {
            series.append(i, i, i, random.nextGaussian());
            growing.update(series, 0.97);
        }
        double[] afresh = new Smoothing().update(series, 0.97);
        assertThat(firstOf(growing.update(series, 0.97), series)).containsExactly(firstOf(afresh, series));
    }

    @Test
    void aNewWeightOrReplacedPointsAreComputedAfresh() {
        Series series = series(1, 0.5, 0);
        Smoothing smoothing = new Smoothing();
        smoothing.update(series, 0.9);
        assertThat(firstOf(smoothing.update(series, 0.6), series)).containsExactly(smoothed(0.6, 1, 0.5, 0));
        series.append(2, 2, 2, 4);
        assertThat(firstOf(smoothing.update(series, 0.6), series)).containsExactly(smoothed(0.6, 1, 4));
    }

    private static double[] smoothed(double weight, double... values) {
        Series series = series(values);
        return firstOf(new Smoothing().update(series, weight), series);
    }

    private static Series series(double... values) {
        Series series = new Series();
        for (int i = 0; i < values.length; i++) {
            series.append(i + 1, i, i, values[i]);
        }
        return series;
    }

    private static double[] firstOf(double[] column, Series series) {
        return Arrays.copyOf(column, series.size());
    }
}
