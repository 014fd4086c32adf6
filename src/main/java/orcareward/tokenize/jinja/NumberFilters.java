package orcareward.tokenize.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code abs}, {@code int}, {@code float} and {@code round}. */
final class NumberFilters {
    Value apply(String name, Value value, Arguments arguments) {
        if (value instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        return switch (name) {
            case "abs" -> value instanceof Value.Real number
                    ? new Value.Real(Math.abs(number.value()))
                    : Value.of(Math.abs(PyObjects.integer(value)));
            case "int" -> integer(value, arguments.expect(name, "default", "base"));
            case "float" -> real(value, arguments.expect(name, "default"));
            default -> round(value, arguments.expect(name, "precision", "method"));
        };
    }

    private static Value integer(Value value, Arguments arguments) {
        int base = (int) PyObjects.integer(arguments.get(1, "base", Value.of(10)));
        try {
            return switch (value) {
                case Value.Str text -> Value.of(parse(PyText.strip(text.value()).replace("_", ""), base));
                case Value.Real number -> fromReal(number.value(), arguments);
                case Value.Bool bool -> Value.of(PyObjects.integer(bool));
                case Value.Int number -> number;
                default -> arguments.get(0, "default", Value.of(0));
            };
        } catch (NumberFormatException e) {
            return fromReal(parseReal(PyObjects.text(value)), arguments);
        }
    }

    private static Value fromReal(double number, Arguments arguments) {
        return Double.isNaN(number) || Math.abs(number) >= 0x1p63
                ? arguments.get(0, "default", Value.of(0))
                : Value.of((long) number);
    }

    private static long parse(String digits, int base) {
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        String rest = signed ? digits.substring(1) : digits;
        boolean prefixed = base != 10 && rest.length() > 2 && rest.charAt(0) == '0'
                && Character.isLetter(rest.charAt(1));
        long size = Long.parseLong(prefixed ? rest.substring(2) : rest, base);
        return digits.startsWith("-") ? -size : size;
    }

    /** Not a number for what isn't one. */
    private static double parseReal(String text) {
        String digits = PyText.strip(text).replace("_", "");
        // Java also reads a trailing f or d, and hexadecimal digits.
        boolean decimal = digits.chars().allMatch(c -> "+-.eE".indexOf(c) >= 0 || Character.isDigit(c));
        try {
            return decimal ? Double.parseDouble(digits) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Value real(Value value, Arguments arguments) {
        if (PyObjects.isNumber(value)) {
            return new Value.Real(PyObjects.real(value));
        }
        double number = value instanceof Value.Str text ? parseReal(text.value()) : Double.NaN;
        return Double.isNaN(number) ? arguments.get(0, "default", new Value.Real(0)) : new Value.Real(number);
    }

    private static Value round(Value value, Arguments arguments) {
        long precision = Math.clamp(PyObjects.integer(arguments.get(0, "precision", Value.of(0))), -300, 300);
        String method = PyObjects.text(arguments.get(1, "method", Value.of("common")));
        double number = PyObjects.real(value);
        double scale = Math.pow(10, (double) precision);
        return switch (method) {
            case "common" -> value instanceof Value.Real
                    ? new Value.Real(new BigDecimal(number).setScale((int) precision, RoundingMode.HALF_EVEN)
                            .doubleValue())
                    : Value.of(new BigDecimal(PyObjects.integer(value)).setScale((int) precision,
                            RoundingMode.HALF_EVEN).longValueExact());
            case "ceil" -> new Value.Real(Math.ceil(number * scale) / scale);
            case "floor" -> new Value.Real(Math.floor(number * scale) / scale);
            default -> throw JinjaException.operation("round knows common, ceil and floor");
        };
    }
}
