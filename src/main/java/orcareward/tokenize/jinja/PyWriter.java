package orcareward.tokenize.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code str(value)} and {@code repr(value)}. */
final class PyWriter {
    private PyWriter() {
    }

    /** {@code str(value)}, which is what a template prints. */
    static String str(Value value, Budget budget) {
        return switch (value) {
            case Value.Str text -> text.value();
            case Value.Undefined undefined -> "";
            default -> repr(value, budget);
        };
    }

    static String repr(Value value, Budget budget) {
        StringBuilder out = new StringBuilder();
        repr(value, out, budget);
        return out.toString();
    }

    private static void repr(Value value, StringBuilder out, Budget budget) {
        budget.enter();
        switch (value) {
            case Value.None none -> out.append("None");
            case Value.Bool bool -> out.append(bool.value() ? "True" : "False");
            case Value.Int number -> out.append(number.value());
            case Value.Real number -> out.append(PyNumbers.repr(number.value()));
            case Value.Str text -> {
                budget.charge(text.value().length() / 4);
                quote(text.value(), out);
            }
            case Value.Sequence sequence -> {
                boolean tuple = sequence.tuple();
                String close = tuple ? sequence.items().size() == 1 ? ",)" : ")" : "]";
                items(tuple ? "(" : "[", sequence.items(), close, out, budget);
            }
            case Value.View view -> items(view.type() + "([", view.items(), "])", out, budget);
            case Value.Dict dict -> entries(dict.entries(), out, budget);
            case Value.Namespace namespace -> {
                out.append("<Namespace {");
                String separator = "";
                for (Map.Entry<String, Value> entry : namespace.attributes().entrySet()) {
                    quote(entry.getKey(), out.append(separator));
                    repr(entry.getValue(), out.append(": "), budget);
                    separator = ", ";
                }
                out.append("}>");
            }
            case Value.Undefined undefined -> out.append("Undefined");
            case Loop loop -> out.append("<LoopContext ").append(loop.index()).append('/').append(loop.length())
                    .append('>');
            case Value.Generator generator -> out.append("<generator>");
            case Value.Callable callable -> out.append("<function>");
        }
        budget.checkSize(out.length());
        budget.leave();
    }

    private static void items(String open, List<Value> items, String close, StringBuilder out, Budget budget) {
        out.append(open);
        Iterator<Value> each = items.iterator();
        while (each.hasNext()) {
            repr(each.next(), out, budget);
            out.append(each.hasNext() ? ", " : "");
        }
        out.append(close);
    }

    private static void entries(Map<Value, Value> entries, StringBuilder out, Budget budget) {
        out.append('{');
        String separator = "";
        for (Map.Entry<Value, Value> entry : entries.entrySet()) {
            repr(entry.getKey(), out.append(separator), budget);
            repr(entry.getValue(), out.append(": "), budget);
            separator = ", ";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(c < 0x100
                                ? String.format("\\x%02x", c)
                                : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
                    }
                }
            }
        });
        out.append(quote);
    }

    private static boolean isPrintable(int c) {
        return switch ((byte) Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
