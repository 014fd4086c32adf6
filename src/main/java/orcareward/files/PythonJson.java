package orcareward.files;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * JSON laid out as {@code json.dumps(value, indent=2, sort_keys=True)} of Python does it, so that files written here
 * differ from those of transformers and peft only where they mean something else.
 */
public final class PythonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PythonJson() {
    }

    /** The text of plain values (maps, lists, text, numbers, booleans, null), ending in a line break as files do. */
    public static String dumps(Object value) {
        return write(MAPPER.valueToTree(value)) + "\n";
    }

    /** The text of a value, without a line break at the end. */
    public static String write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        append(out, value, "\n");
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode value, String lineStart) {
        String inner = lineStart + "  ";
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.sort(null);
            String before = "{";
            for (String name : names) {
                out.append(before).append(inner).append(quoted(name)).append(": ");
                append(out, object.get(name), inner);
                before = ",";
            }
            out.append(lineStart).append('}');
        } else if (value.isArray() && !value.isEmpty()) {
            String before = "[";
            for (Iterator<JsonNode> items = value.elements(); items.hasNext();) {
                out.append(before).append(inner);
                append(out, items.next(), inner);
                before = ",";
            }
            out.append(lineStart).append(']');
        } else if (value.isTextual()) {
            out.append(quoted(value.textValue()));
        } else if (value.isFloatingPointNumber()) {
            out.append(number(value.doubleValue()));
        } else {
            out.append(value); // numbers, true, false, null, {} and []
        }
    }

    /** A text in quotes, everything beyond ASCII escaped. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : JsonStringEncoder.getInstance().quoteAsString(text)) {
            if (c < 0x7f) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }

    /** A number as Python's {@code repr}: plain from 1e-4 up to 1e16, else with an exponent of two digits or more. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = shortest.round(new MathContext(1)); // Java gives two digits at least: 4.9E-324
        if (oneDigit.doubleValue() == value) {
            shortest = oneDigit.stripTrailingZeros();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
