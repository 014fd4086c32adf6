package orcareward.tokenize.jinja;

import java.math.BigDecimal;

/** Numbers as Python writes and reads them. */
final class PyNumbers {
    private PyNumbers() {
    }

    /** {@code repr(float)}: the shortest digits that read back the same, with an exponent below 1e-4 and from 1e16 on. */
    static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        int size = Math.abs(exponent);
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + (size < 10 ? "0" : "") + size;
    }

    /** A literal with an optional prefix for its base. */
    static long parseInteger(String digits) {
        String lower = digits.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("0b")) {
            return Long.parseLong(lower.substring(2), 2);
        }
        if (lower.startsWith("0o")) {
            return Long.parseLong(lower.substring(2), 8);
        }
        return lower.startsWith("0x") ? Long.parseLong(lower.substring(2), 16) : Long.parseLong(lower);
    }
}
