package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnBarsTest {
    private final ColumnBars bars = new ColumnBars();

    @Test
    void everyCornerLiesInTheBarOfItsColumn() {
        double[] xs = new double[500];
        Arrays.setAll(xs, i -> 10 + i / 5.0);
        double[] ys = new Random(2).doubles(500, 0, 300).toArray();
        bars.set(xs, ys, 0, 500, 1);
        assertThat(bars.number()).isEqualTo(100);
        assertThat(bars.left(0)).isEqualTo(10);
        for (int i = 0; i < 500; i++) {
            int column = (int) Math.floor(xs[i]) - 10;
            assertThat(ys[i]).isBetween(bars.low(column), bars.high(column));
        }
    }

    @Test
    void neighbouringBarsTouch() {
        bars.set(new double[]{0, 4.5, 5.5}, new double[]{0, 90, 10}, 0, 3, 1);
        for (int i = 1; i < bars.number(); i++) {
            assertThat(bars.low(i)).isLessThanOrEqualTo(bars.high(i - 1));
            assertThat(bars.high(i)).isGreaterThanOrEqualTo(bars.low(i - 1));
        }
        assertThat(bars.high(2)).as("between its corners the line is straight").isEqualTo(60, within(1e-9));
    }

    @Test
    void twiceTheResolutionIsTwiceTheBars() {
        bars.set(new double[]{0, 9.9}, new double[]{0, 1}, 0, 2, 2);
        assertThat(bars.number()).isEqualTo(20);
        assertThat(bars.width()).isEqualTo(0.5);
        assertThat(bars.left(3)).isEqualTo(1.5);
    }

    @Test
    void onlyDenseLinesBecomeBars() {
        double[] xs = new double[100];
        Arrays.setAll(xs, i -> i);
        assertThat(ColumnBars.suits(xs, 0, 100, 1)).isFalse();
        Arrays.setAll(xs, i -> i / 4.0);
        assertThat(ColumnBars.suits(xs, 0, 100, 1)).isTrue();
        assertThat(ColumnBars.suits(xs, 0, 100, 4)).isFalse();
    }
}
