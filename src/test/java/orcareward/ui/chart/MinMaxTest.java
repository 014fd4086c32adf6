package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MinMaxTest {
    private static final int POINTS = 100_000;
    private static final int COLUMNS = 400;

    private final MinMax points = new MinMax();

    @Test
    void extremesFirstAndLastOfEachColumnSurvive() {
        double[] xs = steps();
        double[] ys = new Random(3).doubles(POINTS).toArray();
        points.reduce(xs, ys, POINTS, new Range(0, POINTS - 1), COLUMNS);
        assertThat(points.size()).isLessThanOrEqualTo(4 * (COLUMNS + 2));
        double width = (POINTS - 1) / (double) COLUMNS;
        for (int column = 0; column < COLUMNS; column++) {
            int from = (int) Math.ceil(column * width);
            int to = (int) Math.min(POINTS, Math.ceil((column + 1) * width));
            double[] in = Arrays.copyOfRange(ys, from, to);
            assertThat(kept(from, to)).contains(ys[from], ys[to - 1], Arrays.stream(in).min().orElseThrow(),
                    Arrays.stream(in).max().orElseThrow());
        }
    }

    @Test
    void positionsStayInOrder() {
        double[] ys = new Random(4).doubles(POINTS).toArray();
        points.reduce(steps(), ys, POINTS, new Range(0, POINTS - 1), COLUMNS);
        assertThat(Arrays.copyOf(points.x(), points.size())).isSorted();
    }

    @Test
    void aSpikeOfOnePointIsNotLost() {
        double[] ys = new double[POINTS];
        ys[54_321] = 7;
        points.reduce(steps(), ys, POINTS, new Range(0, POINTS - 1), COLUMNS);
        assertThat(Arrays.stream(points.y(), 0, points.size()).max()).hasValue(7);
    }

    @Test
    void fewPointsStayAsTheyAre() {
        double[] xs = {1, 2, 3};
        double[] ys = {5, Double.POSITIVE_INFINITY, 4};
        points.reduce(xs, ys, 3, new Range(1, 3), COLUMNS);
        assertThat(Arrays.copyOf(points.y(), points.size())).containsExactly(5, Double.NaN, 4);
    }

    @Test
    void whatIsNotFiniteLeavesAGapAlsoInADenseColumn() {
        double[] ys = new double[POINTS];
        ys[50_000] = Double.NaN;
        points.reduce(steps(), ys, POINTS, new Range(0, POINTS - 1), COLUMNS);
        assertThat(Arrays.stream(points.y(), 0, points.size()).filter(Double::isNaN).count()).isEqualTo(1);
    }

    @Test
    void aWindowKeepsOneNeighbourOnEachSide() {
        double[] ys = new double[POINTS];
        points.reduce(steps(), ys, POINTS, new Range(1000.5, 1009.5), COLUMNS);
        assertThat(Arrays.copyOf(points.x(), points.size())).containsExactly(1000, 1001, 1002, 1003, 1004, 1005, 1006,
                1007, 1008, 1009, 1010);
    }

    @Test
    void nothingInTheWindowAndNothingAtAllAreFine() {
        points.reduce(new double[0], new double[0], 0, new Range(0, 1), COLUMNS);
        assertThat(points.size()).isZero();
        points.reduce(new double[]{1, 2}, new double[]{1, 2}, 2, new Range(8, 9), COLUMNS);
        assertThat(points.size()).isEqualTo(1);
    }

    private double[] kept(int from, int to) {
        double[] kept = new double[points.size()];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.x()[i] >= from && points.x()[i] < to) {
                kept[n++] = points.y()[i];
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static double[] steps() {
        double[] xs = new double[POINTS];
        Arrays.setAll(xs, i -> i);
        return xs;
    }
}
