package orcareward.tokenize.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 'text %s' % value}: the conversions {@code s r d i u f x X} with flags, width and precision. */
final class PercentFormat {
    private static final Pattern DIRECTIVE = Pattern.compile("%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\d+)?(?:\\.(\\d+))?(.)",
            Pattern.DOTALL);

    private PercentFormat() {
    }

    static String format(String format, Value arguments, Budget budget) {
        List<Value> values = arguments instanceof Value.Sequence tuple && tuple.tuple()
                ? tuple.items()
                : List.of(arguments);
        Iterator<Value> next = values.iterator();
        StringBuilder out = new StringBuilder();
        Matcher directive = DIRECTIVE.matcher(format);
        int at = 0;
        boolean named = false;
        for (int percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
            out.append(format, at, percent);
            if (!directive.find(percent) || directive.start() != percent) {
                throw JinjaException.operation("the format '" + format + "' is incomplete");
            }
            at = directive.end();
            if (directive.group(5).equals("%")) {
                out.append('%');
                continue;
            }
            String name = directive.group(1);
            named |= name != null;
            if (name == null && !next.hasNext()) {
                throw JinjaException.operation("the format '" + format + "' needs more values");
            }
            Value value = name == null ? next.next() : entry(arguments, name);
            pad(convert(directive, value, budget), directive, out, budget);
        }
        out.append(format, at, format.length());
        if (!named && next.hasNext() && !(arguments instanceof Value.Dict)) {
            throw JinjaException.operation("the format '" + format + "' has fewer places than values");
        }
        budget.allow(out.length());
        return out.toString();
    }

    private static Value entry(Value arguments, String name) {
        Value value = arguments instanceof Value.Dict dict ? dict.entries().get(Value.of(name)) : null;
        if (value == null) {
            throw JinjaException.operation("there is no value '" + name + "' to format");
        }
        return value;
    }

    private static String convert(Matcher directive, Value value, Budget budget) {
        String precision = directive.group(4);
        return switch (directive.group(5)) {
            case "s", "r" -> {
                String text = directive.group(5).equals("s")
                        ? PyWriter.str(value, budget)
                        : PyWriter.repr(value, budget);
                int limit = precision == null ? Integer.MAX_VALUE : size(precision, budget);
                yield limit < PyText.length(text) ? text.substring(0, text.offsetByCodePoints(0, limit)) : text;
            }
            case "d", "i", "u" -> sign(value instanceof Value.Real number
                    ? Long.toString((long) number.value())
                    : Long.toString(PyObjects.integer(value)), directive);
            case "f", "F" -> sign(new BigDecimal(PyObjects.real(value))
                    .setScale(precision == null ? 6 : size(precision, budget), RoundingMode.HALF_EVEN).toPlainString(),
                    directive);
            case "x" -> sign(Long.toString(PyObjects.integer(value), 16), directive);
            case "X" -> sign(Long.toString(PyObjects.integer(value), 16).toUpperCase(java.util.Locale.ROOT), directive);
            default -> throw JinjaException.operation("the conversion '%" + directive.group(5) + "' is not supported");
        };
    }

    private static int size(String digits, Budget budget) {
        long size = digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
        budget.allow(size);
        return (int) size;
    }

    private static String sign(String number, Matcher directive) {
        if (number.startsWith("-")) {
            return number;
        }
        return directive.group(2).contains("+")
                ? "+" + number
                : directive.group(2).contains(" ") ? " " + number : number;
    }

    private static void pad(String text, Matcher directive, StringBuilder out, Budget budget) {
        int width = directive.group(3) == null ? 0 : size(directive.group(3), budget);
        int missing = Math.max(0, width - PyText.length(text));
        String flags = directive.group(2);
        boolean number = !List.of("s", "r").contains(directive.group(5));
        if (flags.contains("-")) {
            out.append(text).repeat(' ', missing);
        } else if (flags.contains("0") && number) {
            int sign = !text.isEmpty() && !Character.isLetterOrDigit(text.charAt(0)) ? 1 : 0;
            out.append(text, 0, sign).repeat('0', missing).append(text, sign, text.length());
        } else {
            out.repeat(' ', missing).append(text);
        }
        budget.checkSize(out.length());
    }
}
