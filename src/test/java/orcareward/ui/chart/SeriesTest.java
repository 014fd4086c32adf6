package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void keepsAHundredThousandPoints() {
        Series series = new Series();
        for (int i = 1; i <= 100_000; i++) {
            series.append(i, i / 1000.0, i * 2, -i);
        }
        assertThat(series.size()).isEqualTo(100_000);
        assertThat(series.step(99_999)).isEqualTo(100_000);
        assertThat(series.epoch(99_999)).isEqualTo(100);
        assertThat(series.seconds(99_999)).isEqualTo(200_000);
        assertThat(series.last()).isEqualTo(-100_000);
    }

    @Test
    void theLastValueIsTheLastFiniteOne() {
        Series series = new Series();
        assertThat(series.last()).isNaN();
        series.append(1, 0, 0, 5);
        series.append(2, 0, 0, Double.NaN);
        assertThat(series.last()).isEqualTo(5);
        assertThat(series.value(1)).isNaN();
    }

    @Test
    void aRunThatResumedReplacesTheStepsItGoesOverAgain() {
        Series series = new Series();
        for (int i = 1; i <= 10; i++) {
            series.append(i, i, i, i);
        }
        series.append(6, 6, 20, 60);
        assertThat(series.size()).isEqualTo(6);
        assertThat(series.step(4)).isEqualTo(5);
        assertThat(series.last()).isEqualTo(60);
    }

    @Test
    void columnsHandedOutKeepTheirNumbersWhenPointsAreReplaced() {
        Series series = new Series();
        series.append(1, 1, 1, 10);
        series.append(2, 2, 2, 20);
        Series.Columns before = series.columns();
        series.append(1, 1, 1, 99);
        assertThat(before.size()).isEqualTo(2);
        assertThat(before.values()[0]).isEqualTo(10);
    }

    @Test
    void positionsNeverGoBackwards() {
        Series series = new Series();
        series.append(1, 1, 100, 0);
        series.append(2, Double.NaN, 3, 0);
        assertThat(series.epoch(1)).isEqualTo(1);
        assertThat(series.seconds(1)).isEqualTo(100);
    }

    @Test
    void tellsItsListeners() {
        Series series = new Series();
        AtomicInteger told = new AtomicInteger();
        series.addListener(ignored -> told.incrementAndGet());
        series.append(1, 1, 1, 1);
        series.clear();
        assertThat(told).hasValue(2);
        assertThat(series.isEmpty()).isTrue();
    }

    @Test
    void findsTheNearestPoint() {
        Series series = new Series();
        assertThat(series.nearest(XAxis.STEP, 3)).isEqualTo(-1);
        for (long step : new long[]{10, 20, 40}) {
            series.append(step, step, step, 0);
        }
        assertThat(series.nearest(XAxis.STEP, -5)).isZero();
        assertThat(series.nearest(XAxis.STEP, 14)).isZero();
        assertThat(series.nearest(XAxis.STEP, 16)).isEqualTo(1);
        assertThat(series.nearest(XAxis.STEP, 99)).isEqualTo(2);
    }
}
