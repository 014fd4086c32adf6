package orcareward.config;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as people write them in YAML. */
final class Numbers {
    /** YAML 1.1 wants a point and a signed exponent in {@code 1e-5}, and reads a text otherwise; nobody means a text. */
    private static final Pattern DECIMAL = Pattern
            .compile("[-+]?(\\d[\\d_]*(\\.[\\d_]*)?|\\.\\d[\\d_]*)([eE][-+]?\\d{1,6})?");

    private Numbers() {
    }

    /** The finite number that a text stands for, or nothing. */
    static OptionalDouble decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text.replace("_", ""));
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The shortest usual form that reads back as the same number: {@code 3}, {@code 0.05}, {@code 1.41e-5}. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace('E', 'e');
    }
}
