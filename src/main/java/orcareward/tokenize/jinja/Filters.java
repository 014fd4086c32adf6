package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code value | name(...)}: those over one value; see {@link ListFilters} for those over many. */
final class Filters {
    /** All names, for {@code is filter}. */
    static final Set<String> NAMES = Set.of("abs", "attr", "capitalize", "center", "count", "d", "default", "dictsort",
            "e", "escape", "first", "float", "forceescape", "format", "indent", "int", "items", "join", "last",
            "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
            "safe", "select", "selectattr", "sort", "string", "sum", "title", "tojson", "trim", "unique", "upper",
            "wordcount");
    private static final Pattern WORD_START = Pattern.compile("(?<=[-\\s({\\[<])(?=[^-\\s({\\[<])");

    private final Budget budget;
    private final Access access;
    private final StringMethods strings;
    private final NumberFilters numbers;
    private final ListFilters lists;

    Filters(Access access, Tests tests, Arithmetic arithmetic, Budget budget) {
        this.budget = budget;
        this.access = access;
        this.strings = new StringMethods(budget);
        this.numbers = new NumberFilters();
        this.lists = new ListFilters(this, tests, access, arithmetic, budget);
    }

    Value apply(String name, Value value, Arguments arguments) {
        budget.enter();
        Value result = switch (name) {
            case "default", "d" -> fallback(value, arguments.expect(name, "default_value", "boolean"));
            case "length", "count" -> Value.of(PyObjects.length(value));
            case "string" -> Value.of(text(value));
            case "safe" -> Value.of(text(value));
            case "tojson" -> Value.of(PyJson.write(value, arguments, budget));
            case "attr" -> access.onlyAttribute(value, arguments.text(0, "name"));
            case "abs", "int", "float", "round" -> numbers.apply(name, value, arguments);
            case "trim", "upper", "lower", "title", "capitalize", "replace", "center", "indent", "format", "e",
                    "escape", "forceescape", "wordcount" ->
                ofText(name, text(value), value, arguments);
            default -> lists.apply(name, value, arguments);
        };
        budget.leave();
        return result;
    }

    private String text(Value value) {
        String text = PyWriter.str(value, budget);
        budget.charge(text.length() / 4);
        return text;
    }

    private static Value fallback(Value value, Arguments arguments) {
        boolean alsoFalse = arguments.flag(1, "boolean", false);
        return value instanceof Value.Undefined || (alsoFalse && !PyObjects.isTrue(value))
                ? arguments.get(0, "default_value", Value.Str.EMPTY)
                : value;
    }

    private Value ofText(String name, String text, Value value, Arguments arguments) {
        return switch (name) {
            case "trim" -> Value.of(PyText.strip(text,
                    StringMethods.droppable(arguments.expect(name, "chars").get(0, "chars", Value.None.NONE)), true,
                    true));
            case "upper" -> Value.of(text.toUpperCase(Locale.ROOT));
            case "lower" -> Value.of(text.toLowerCase(Locale.ROOT));
            case "capitalize" -> Value.of(PyText.capitalize(text));
            case "title" -> Value.of(title(text));
            case "replace" -> replace(text, arguments.expect(name, "old", "new", "count"));
            case "center" -> center(text, arguments.expect(name, "width"));
            case "indent" -> {
                PyObjects.text(value);
                yield Value.of(indent(text, arguments.expect(name, "width", "first", "blank")));
            }
            case "format" -> Value.of(PercentFormat.format(text, arguments.named().isEmpty()
                    ? new Value.Sequence(arguments.positional(), true)
                    : namedValues(arguments), budget));
            case "wordcount" -> Value.of(Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS).matcher(text)
                    .results().count());
            default -> Value.of(escape(text));
        };
    }

    private static Value namedValues(Arguments arguments) {
        java.util.Map<Value, Value> values = new java.util.LinkedHashMap<>();
        arguments.named().forEach((name, value) -> values.put(Value.of(name), value));
        return new Value.Dict(values);
    }

    private Value replace(String text, Arguments arguments) {
        Value count = arguments.get(2, "count", Value.None.NONE);
        return Value.of(strings.replace(text, text(arguments.required(0, "old")), text(arguments.required(1, "new")),
                count == Value.None.NONE ? -1 : PyObjects.integer(count)));
    }

    private Value center(String text, Arguments arguments) {
        Value.Callable method = strings.find(text, "center");
        if (method == null) {
            throw new IllegalStateException("texts can be centred");
        }
        return method.call(new Arguments(List.of(arguments.get(0, "width", Value.of(80))), java.util.Map.of()));
    }

    /** Jinja's own rule: a letter is a capital after a hyphen, white space or an opening bracket. */
    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        for (String word : WORD_START.splitAsStream(text).toList()) {
            if (!word.isEmpty()) {
                int first = Character.charCount(word.codePointAt(0));
                titled.append(word.substring(0, first).toUpperCase(Locale.ROOT))
                        .append(word.substring(first).toLowerCase(Locale.ROOT));
            }
        }
        return titled.toString();
    }

    private String indent(String text, Arguments arguments) {
        Value width = arguments.get(0, "width", Value.of(4));
        boolean first = arguments.flag(1, "first", false);
        boolean blank = arguments.flag(2, "blank", false);
        long size = width instanceof Value.Str given ? given.value().length() : Math.max(0, PyObjects.integer(width));
        List<String> lines = new ArrayList<>(PyText.lines(text + "\n", false));
        budget.allow(Math.min(size, Integer.MAX_VALUE) * lines.size() + text.length());
        String indentation = width instanceof Value.Str given ? given.value() : " ".repeat((int) size);
        StringBuilder out = new StringBuilder(first ? indentation : "").append(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            out.append('\n').append(blank || !line.isEmpty() ? indentation : "").append(line);
        }
        return out.toString();
    }

    private String escape(String text) {
        budget.allow(6L * text.length());
        return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;")
                .replace("\"", "&#34;");
    }
}
