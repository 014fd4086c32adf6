package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code json.dumps}, as transformers' {@code tojson} calls it: without HTML escapes, and without ASCII ones unless asked. */
final class PyJson {
    private final boolean asciiOnly;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sortKeys;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();

    private PyJson(Arguments arguments, Budget budget) {
        this.budget = budget;
        this.asciiOnly = arguments.flag(0, "ensure_ascii", false);
        this.indent = indentOf(arguments.get(1, "indent", Value.None.NONE), budget);
        Value separators = arguments.get(2, "separators", Value.None.NONE);
        if (separators instanceof Value.Sequence pair && pair.items().size() == 2) {
            this.itemSeparator = PyObjects.text(pair.items().get(0));
            this.keySeparator = PyObjects.text(pair.items().get(1));
        } else {
            this.itemSeparator = indent == null ? ", " : ",";
            this.keySeparator = ": ";
        }
        this.sortKeys = arguments.flag(3, "sort_keys", false);
    }

    private static @Nullable String indentOf(Value indent, Budget budget) {
        return switch (indent) {
            case Value.None none -> null;
            case Value.Str text -> text.value();
            default -> {
                long spaces = Math.max(0, PyObjects.integer(indent));
                budget.allow(spaces);
                yield " ".repeat((int) spaces);
            }
        };
    }

    /** The filter {@code tojson(ensure_ascii, indent, separators, sort_keys)}. */
    static String write(Value value, Arguments arguments, Budget budget) {
        PyJson json = new PyJson(arguments.expect("tojson", "ensure_ascii", "indent", "separators", "sort_keys"),
                budget);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Value value, int level) {
        budget.enter();
        switch (value) {
            case Value.None none -> out.append("null");
            case Value.Bool bool -> out.append(bool.value());
            case Value.Int number -> out.append(number.value());
            case Value.Real number -> out.append(real(number.value()));
            case Value.Str text -> quote(text.value());
            case Value.Sequence sequence -> array(sequence.items(), level);
            case Value.Dict dict -> object(dict.entries(), level);
            default -> throw JinjaException.operation(
                    "a value of type " + PyObjects.typeName(value) + " can't be written as JSON");
        }
        budget.checkSize(out.length());
        budget.leave();
    }

    private static String real(double number) {
        return Double.isNaN(number)
                ? "NaN"
                : Double.isInfinite(number) ? number > 0 ? "Infinity" : "-Infinity" : PyNumbers.repr(number);
    }

    private void array(List<Value> items, int level) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : itemSeparator);
            newLine(level + 1);
            value(items.get(i), level + 1);
        }
        newLine(level);
        out.append(']');
    }

    private void object(Map<Value, Value> entries, int level) {
        if (entries.isEmpty()) {
            out.append("{}");
            return;
        }
        List<Map.Entry<Value, Value>> ordered = new ArrayList<>(entries.entrySet());
        if (sortKeys) {
            ordered.sort(Comparator.comparing(Map.Entry::getKey, (a, b) -> PyObjects.compare(a, b, budget)));
        }
        out.append('{');
        boolean first = true;
        for (Map.Entry<Value, Value> entry : ordered) {
            out.append(first ? "" : itemSeparator);
            first = false;
            newLine(level + 1);
            quote(key(entry.getKey()));
            out.append(keySeparator);
            value(entry.getValue(), level + 1);
        }
        newLine(level);
        out.append('}');
    }

    private static String key(Value key) {
        return switch (key) {
            case Value.Str text -> text.value();
            case Value.Bool bool -> bool.value() ? "true" : "false";
            case Value.None none -> "null";
            case Value.Int number -> Long.toString(number.value());
            case Value.Real number -> real(number.value());
            default -> throw JinjaException.operation(
                    "a value of type " + PyObjects.typeName(key) + " can't be a key in JSON");
        };
    }

    private void newLine(int level) {
        if (indent != null) {
            budget.allow((long) indent.length() * level);
            out.append('\n').repeat(indent, level);
        }
    }

    private void quote(String text) {
        budget.allow(text.length());
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
                    if (c < 0x20 || (asciiOnly && c > 0x7e)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
