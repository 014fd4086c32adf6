package orcareward.ui.chart;

import java.util.Locale;
import orcareward.ui.fx.Formats;

/** How a chart writes its values: in full in read-outs, short at the ticks of an axis. */
public enum ValueFormat {
    /** {@code 0.4120} */
    LOSS(1, true),
    /** A share from 0 to 1 as {@code 81.3 %} */
    ACCURACY(0.01, false),
    /** {@code +1.204} */
    REWARD(1, false),
    /** {@code 1.41e-5} */
    RATE(1, true),
    /** Whole numbers, grouped: {@code 12,859} */
    COUNT(1, true),
    /** Bytes as {@code 9.1 GiB} */
    MEMORY(1L << 30, true),
    /** Seconds as {@code 1 h 04 m} */
    DURATION(1, true),
    /** Three significant digits */
    PLAIN(1, true);

    private final double unit;
    private final boolean logarithmic;

    ValueFormat(double unit, boolean logarithmic) {
        this.unit = unit;
        this.logarithmic = logarithmic;
    }

    /** A value as a read-out shows it; what isn't a number is a dash. */
    public String text(double value) {
        if (!Double.isFinite(value)) {
            return Formats.figure(value);
        }
        return switch (this) {
            case LOSS -> Formats.loss(value);
            case ACCURACY -> Formats.percent(value);
            case REWARD -> Formats.reward(value);
            case RATE -> Formats.rate(value);
            case COUNT -> Formats.count(Math.round(value));
            case MEMORY -> Formats.memory((long) value);
            case DURATION -> Formats.seconds(value);
            case PLAIN -> Formats.figure(value);
        };
    }

    /** Whether values of this kind may stand on a logarithmic scale: they are positive, and factors mean something. */
    public boolean logarithmic() {
        return logarithmic;
    }

    /** What 1 on an axis means, so that ticks are round numbers of it: a per cent, a GiB. */
    double unit() {
        return unit;
    }

    /**
     * A tick's label, with as many decimals as tell it from its neighbours.
     *
     * @param step distance to the next tick
     */
    String tick(double value, double step) {
        double shown = Math.abs(value) < step * 1e-9 ? 0 : value / unit;
        String number = number(shown, decimals(step / unit));
        return switch (this) {
            case REWARD -> shown > 0 ? "+" + number : number;
            case RATE -> rate(shown, step);
            case ACCURACY -> number + " %";
            case MEMORY -> number + " GiB";
            case DURATION -> Formats.seconds(value).replaceFirst(" 00 [a-z]$", "");
            case LOSS, COUNT, PLAIN -> number;
        };
    }

    private static String number(double value, int decimals) {
        double size = Math.abs(value);
        return size >= 1e7 || size != 0 && size < 1e-4
                ? Formats.rate(value)
                : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A rate without needless zeros: {@code 1e-5}, {@code 1.5e-5}. */
    private static String rate(double value, double step) {
        if (value == 0) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
        int decimals = Math.min(4, decimals(step / Math.pow(10, exponent)));
        return String.format(Locale.ROOT, "%." + decimals + "fe%d", value / Math.pow(10, exponent), exponent);
    }

    private static int decimals(double step) {
        return (int) Math.clamp(-Math.floor(Math.log10(step) + 1e-9), 0, 6);
    }
}
