package orcareward.cli;

import java.util.Locale;

/** Numbers, times and paths as people read them. */
final class Words {
    private Words() {
    }

    /** 12,859. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 pair}, {@code 12,859 pairs}. */
    static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    /** A share of one as per cent: {@code 71.3 %}. */
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
    }

    /** {@code 0.6931}. */
    static String loss(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** With sign: {@code +1.204}. */
    static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    /** {@code 1.41e-05}. */
    static String rate(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    /** {@code 12.4} pairs per second and the like. */
    static String speed(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    /** {@code 48 s}, {@code 11 m 02 s}, {@code 1 h 04 m}. */
    static String duration(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return "?";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d m", whole / 3600, whole % 3600 / 60);
    }

    /** A path for a shell: in double quotes where it has spaces or signs that a shell reads. */
    static String quoted(String path) {
        return path.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/\\._-+:,@~".indexOf(c) >= 0)
                ? path
                : "\"" + path.replace("\"", "\\\"") + "\"";
    }
}
