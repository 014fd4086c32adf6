package orcareward.files;

import java.math.BigDecimal;
import java.math.MathContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON text exactly as Python's {@code json.dumps(value, indent=2, sort_keys=True) + "\n"} writes it, as transformers and peft do,
 * so that files can be compared by their bytes.
 *
 * <p>Values are maps with text keys, lists, text, booleans, {@link Long}, {@link Integer}, {@link Double} and null.
 */
public final class PythonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PythonJson() {
    }

    /** The text of {@code value}, keys sorted, ending in a line break. */
    public static String dumps(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.append('\n').toString();
    }

    /** The text of a JSON tree, without a line break at the end. */
    public static String write(JsonNode value) {
        String text = dumps(Objects.requireNonNull(MAPPER.convertValue(value, Object.class)));
        return text.substring(0, text.length() - 1);
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> writeMap(out, map, depth);
            case List<?> list -> writeList(out, list, depth);
            case String text -> quote(out, text);
            case Double number -> out.append(number(number));
            case Boolean truth -> out.append(truth);
            case Long number -> out.append(number);
            case Integer number -> out.append(number);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            newLine(out.append(separator), depth + 1);
            quote(out, entry.getKey());
            write(out.append(": "), entry.getValue(), depth + 1);
            separator = ",";
        }
        newLine(out, depth);
        out.append('}');
    }

    private static void writeList(StringBuilder out, List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext();) {
            newLine(out, depth + 1);
            write(out, values.next(), depth + 1);
            if (values.hasNext()) {
                out.append(',');
            }
        }
        newLine(out, depth);
        out.append(']');
    }

    private static void newLine(StringBuilder out, int depth) {
        out.append('\n').repeat("  ", depth);
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        out.append(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    /**
     * A number as Python's {@code repr} writes it: the shortest digits that mean it, which Java finds too, without an exponent
     * from 1e-4 to below 1e16.
     */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = shortest.round(new MathContext(1));
        if (oneDigit.doubleValue() == value) {
            // Java prefers two digits that come nearer, which there are only beside the smallest doubles.
            shortest = oneDigit;
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
