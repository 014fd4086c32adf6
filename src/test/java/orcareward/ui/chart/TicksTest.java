package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final double EXACT = 1e-12;

    @Test
    void stepsAreOneTwoOrFive() {
        assertThat(Ticks.step(10, 10)).isEqualTo(1);
        assertThat(Ticks.step(10, 9)).isEqualTo(2);
        assertThat(Ticks.step(10, 4)).isEqualTo(5);
        assertThat(Ticks.step(0.01, 9)).isEqualTo(0.002, within(EXACT));
        assertThat(Ticks.step(100_000, 1)).isEqualTo(100_000);
    }

    @Test
    void marksAreMultiplesInsideTheRange() {
        assertThat(Ticks.linear(new Range(0.33, 0.71), 5, 1).values())
                .containsExactly(new double[]{0.4, 0.5, 0.6, 0.7}, within(EXACT));
        assertThat(Ticks.linear(new Range(-1.1, 1.1), 5, 1).values()).containsExactly(-1, -0.5, 0, 0.5, 1);
    }

    @Test
    void enclosingMarksReachAroundTheRangeAndAreNeverTooMany() {
        assertThat(Ticks.enclosing(new Range(0.33, 0.71), 7, 1).values())
                .containsExactly(new double[]{0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, within(EXACT));
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double from = random.nextGaussian() * Math.pow(10, random.nextInt(-6, 7));
            Range range = new Range(from, from + random.nextDouble(1e-3, 1) * Math.pow(10, random.nextInt(-3, 7)));
            int most = random.nextInt(3, 9);
            double[] marks = Ticks.enclosing(range, most, 1).values();
            assertThat(marks.length).as("%s with %d", range, most).isBetween(2, most);
            assertThat(marks[0]).isLessThanOrEqualTo(range.from() + range.length() * 1e-6);
            assertThat(marks[marks.length - 1]).isGreaterThanOrEqualTo(range.to() - range.length() * 1e-6);
        }
    }

    @Test
    void stepsOfTrainingAreWhole() {
        assertThat(Ticks.whole(new Range(1, 3), 10).values()).containsExactly(1, 2, 3);
    }

    @Test
    void timeIsCountedAsOnAClock() {
        assertThat(Ticks.clock(new Range(0, 3600), 4).values()).containsExactly(0, 900, 1800, 2700, 3600);
        assertThat(Ticks.clock(new Range(0, 100), 4).values()).containsExactly(0, 30, 60, 90);
        assertThat(Ticks.clock(new Range(0, 86_400 * 9), 5).values()).containsExactly(0, 172_800, 345_600, 518_400,
                691_200);
    }

    @Test
    void logarithmicMarksArePowersOfTen() {
        assertThat(Ticks.logarithmic(new Range(1e-5, 1e-1), 5, 1).values())
                .containsExactly(new double[]{1e-5, 1e-4, 1e-3, 1e-2, 1e-1}, within(EXACT));
        assertThat(Ticks.logarithmic(new Range(0.1, 1), 6, 1).values())
                .containsExactly(new double[]{0.1, 0.2, 0.5, 1}, within(EXACT));
        assertThat(Ticks.logarithmic(new Range(0.4, 0.6), 4, 1).values())
                .containsExactly(new double[]{0.4, 0.45, 0.5, 0.55, 0.6}, within(EXACT));
    }

    @Test
    void labelsHaveTheDecimalsThatTheirStepNeeds() {
        assertThat(ValueFormat.LOSS.tick(0.4, 0.1)).isEqualTo("0.4");
        assertThat(ValueFormat.LOSS.tick(0.45, 0.05)).isEqualTo("0.45");
        assertThat(ValueFormat.ACCURACY.tick(0.8, 0.1)).isEqualTo("80 %");
        assertThat(ValueFormat.ACCURACY.tick(0.805, 0.005)).isEqualTo("80.5 %");
        assertThat(ValueFormat.REWARD.tick(1.5, 0.5)).isEqualTo("+1.5");
        assertThat(ValueFormat.REWARD.tick(-1e-17, 0.5)).isEqualTo("0.0");
        assertThat(ValueFormat.RATE.tick(1e-5, 1e-5)).isEqualTo("1e-5");
        assertThat(ValueFormat.RATE.tick(1.5e-5, 5e-6)).isEqualTo("1.5e-5");
        assertThat(ValueFormat.COUNT.tick(12_500, 500)).isEqualTo("12,500");
        assertThat(ValueFormat.MEMORY.tick(4.0 * (1L << 30), 2.0 * (1L << 30))).isEqualTo("4 GiB");
        assertThat(ValueFormat.DURATION.tick(300, 300)).isEqualTo("5 m");
        assertThat(ValueFormat.DURATION.tick(5400, 1800)).isEqualTo("1 h 30 m");
    }

    @Test
    void readOutsAreThoseOfEveryScreen() {
        assertThat(ValueFormat.LOSS.text(0.412)).isEqualTo("0.4120");
        assertThat(ValueFormat.ACCURACY.text(0.8131)).isEqualTo("81.3 %");
        assertThat(ValueFormat.REWARD.text(1.2041)).isEqualTo("+1.204");
        assertThat(ValueFormat.RATE.text(1.41e-5)).isEqualTo("1.41e-5");
        assertThat(ValueFormat.COUNT.text(12_859)).isEqualTo("12,859");
        assertThat(ValueFormat.MEMORY.text(9.1 * (1L << 30))).isEqualTo("9.1 GiB");
        assertThat(ValueFormat.LOSS.text(Double.NaN)).isEqualTo("\u2013");
    }
}
