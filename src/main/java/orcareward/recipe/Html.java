package orcareward.recipe;

import java.util.Locale;

/** Text and numbers inside a page. */
final class Html {
    private static final String NONE = "\u2013";

    private Html() {
    }

    /** Text that means only itself, between tags and inside quotes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** A reward with its sign; a dash for what isn't a number. */
    static String reward(double value) {
        return number("%+.3f", value);
    }

    /** A loss. */
    static String loss(double value) {
        return number("%.4f", value);
    }

    /** A share of 1 in per cent. */
    static String percent(double share) {
        return number("%.1f %%", 100 * share);
    }

    /** A count, grouped. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NONE;
    }
}
