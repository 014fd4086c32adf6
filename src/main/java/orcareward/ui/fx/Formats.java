package orcareward.ui.fx;

import java.time.Duration;
import java.util.Locale;

/** Numbers as every screen shows them. What isn't a number is a dash. */
public final class Formats {
    private static final String NONE = "\u2013";
    private static final double GIB = 1L << 30;

    private Formats() {
    }

    /** A reward or margin, with its sign: {@code +1.204}. */
    public static String reward(double value) {
        return finite(value, "%+.3f");
    }

    /** A loss: {@code 0.6931}. */
    public static String loss(double value) {
        return finite(value, "%.4f");
    }

    /** A share of 1 in per cent: {@code 81.3 %}. */
    public static String percent(double share) {
        return finite(share * 100, "%.1f %%");
    }

    /** A learning rate: {@code 1.41e-05}. */
    public static String rate(double value) {
        return value == 0 ? "0" : finite(value, "%.2e").replaceFirst("e([-+])0(\\d)$", "e$1$2").replace("e+", "e");
    }

    /** A count, grouped: {@code 12,859}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A figure of no particular kind, with three significant digits. */
    public static String figure(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        return size >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : size >= 10
                        ? String.format(Locale.ROOT, "%.1f", value)
                        : size >= 1
                                ? String.format(Locale.ROOT, "%.2f", value)
                                : size >= 0.001 || size == 0 ? String.format(Locale.ROOT, "%.3f", value) : rate(value);
    }

    /** Pairs a second: {@code 8.4 pairs/s}. */
    public static String speed(double pairsPerSecond) {
        return Double.isFinite(pairsPerSecond) ? figure(pairsPerSecond) + " pairs/s" : NONE;
    }

    /** Memory: {@code 9.1 GiB}, or MiB below a tenth of one. */
    public static String memory(long bytes) {
        return bytes >= GIB / 10
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
                : String.format(Locale.ROOT, "%,.0f MiB", bytes / (double) (1 << 20));
    }

    /** A duration in its two largest units: {@code 1 h 04 m}, {@code 3 m 20 s}, {@code 7 s}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        return seconds < 172_800
                ? String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds % 3600 / 60)
                : String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds % 86_400 / 3600);
    }

    /** The same of seconds; a dash when they aren't known. */
    public static String seconds(double seconds) {
        return Double.isFinite(seconds) && seconds >= 0 ? duration(Duration.ofMillis((long) (seconds * 1000))) : NONE;
    }

    private static String finite(double value, String format) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NONE;
    }
}
