package orcareward.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers as the screens show them. */
class FormatsTest {
    @Test
    void rewardsHaveASignAndThreeDecimals() {
        assertThat(Formats.reward(1.2041)).isEqualTo("+1.204");
        assertThat(Formats.reward(-0.8)).isEqualTo("-0.800");
    }

    @Test
    void lossesHaveFourDecimalsAndAccuracyIsInPerCent() {
        assertThat(Formats.loss(0.69314)).isEqualTo("0.6931");
        assertThat(Formats.percent(0.8128)).isEqualTo("81.3 %");
    }

    @Test
    void ratesAreShort() {
        assertThat(Formats.rate(1.41e-5)).isEqualTo("1.41e-5");
        assertThat(Formats.rate(0)).isEqualTo("0");
        assertThat(Formats.rate(2e-10)).isEqualTo("2.00e-10");
    }

    @Test
    void countsAreGrouped() {
        assertThat(Formats.count(12_859)).isEqualTo("12,859");
    }

    @Test
    void durationsHaveTheirTwoLargestUnits() {
        assertThat(Formats.duration(Duration.ofSeconds(7))).isEqualTo("7 s");
        assertThat(Formats.duration(Duration.ofSeconds(200))).isEqualTo("3 m 20 s");
        assertThat(Formats.duration(Duration.ofMinutes(64))).isEqualTo("1 h 04 m");
        assertThat(Formats.duration(Duration.ofHours(50))).isEqualTo("2 d 02 h");
    }

    @Test
    void memoryIsInGibibytesUnlessItIsLittle() {
        assertThat(Formats.memory(9_771_050_598L)).isEqualTo("9.1 GiB");
        assertThat(Formats.memory(50L << 20)).isEqualTo("50 MiB");
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(Formats.figure(8.4)).isEqualTo("8.40");
        assertThat(Formats.figure(46.31)).isEqualTo("46.3");
        assertThat(Formats.figure(1234.5)).isEqualTo("1,235");
        assertThat(Formats.figure(0.0001)).isEqualTo("1.00e-4");
    }

    @Test
    void whatIsNoNumberIsADash() {
        assertThat(Formats.loss(Double.NaN)).isEqualTo("\u2013");
        assertThat(Formats.seconds(Double.POSITIVE_INFINITY)).isEqualTo("\u2013");
        assertThat(Formats.speed(Double.NaN)).isEqualTo("\u2013");
    }
}
