package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str} that chat templates use. */
final class StringMethods {
    private final Budget budget;

    StringMethods(Budget budget) {
        this.budget = budget;
    }

    /** The method of this name, bound to the text; null when there is none. */
    Value.@Nullable Callable find(String text, String name) {
        budget.charge(text.length() / 16);
        Value.Callable method = cutting(text, name);
        method = method == null ? casing(text, name) : method;
        method = method == null ? searching(text, name) : method;
        return method == null ? asking(text, name) : method;
    }

    private Value.@Nullable Callable cutting(String text, String name) {
        return switch (name) {
            case "strip" -> arguments -> strip(text, arguments, true, true);
            case "lstrip" -> arguments -> strip(text, arguments, true, false);
            case "rstrip" -> arguments -> strip(text, arguments, false, true);
            case "split" -> arguments -> split(text, arguments, false);
            case "rsplit" -> arguments -> split(text, arguments, true);
            case "splitlines" -> arguments -> texts(PyText.lines(text, arguments.flag(0, "keepends", false)));
            case "partition" -> arguments -> partition(text, arguments.text(0, "sep"), false);
            case "rpartition" -> arguments -> partition(text, arguments.text(0, "sep"), true);
            case "removeprefix" -> arguments -> {
                String prefix = arguments.text(0, "prefix");
                return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
            };
            case "removesuffix" -> arguments -> {
                String suffix = arguments.text(0, "suffix");
                return Value.of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
            };
            default -> null;
        };
    }

    private Value.@Nullable Callable casing(String text, String name) {
        return switch (name) {
            case "upper" -> arguments -> Value.of(text.toUpperCase(Locale.ROOT));
            case "lower", "casefold" -> arguments -> Value.of(text.toLowerCase(Locale.ROOT));
            case "title" -> arguments -> Value.of(PyText.title(text));
            case "capitalize" -> arguments -> Value.of(PyText.capitalize(text));
            case "swapcase" -> arguments -> Value.of(PyText.swapCase(text));
            case "replace" -> arguments -> Value.of(replace(text, arguments.text(0, "old"), arguments.text(1, "new"),
                    PyObjects.integer(arguments.get(2, "count", Value.of(-1)))));
            case "join" -> arguments -> join(text, arguments.required(0, "iterable"));
            case "ljust" -> arguments -> pad(text, arguments, 0, 1);
            case "rjust" -> arguments -> pad(text, arguments, 1, 0);
            case "center" -> arguments -> pad(text, arguments, 1, 1);
            case "zfill" -> arguments -> {
                int missing = missing(text, PyObjects.integer(arguments.required(0, "width")));
                int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
                return Value.of(text.substring(0, sign) + "0".repeat(missing) + text.substring(sign));
            };
            case "format" -> arguments -> Value.of(BraceFormat.format(text, arguments, budget));
            default -> null;
        };
    }

    private Value.@Nullable Callable searching(String text, String name) {
        return switch (name) {
            case "startswith" -> arguments -> Value.of(any(range(text, arguments), arguments, String::startsWith));
            case "endswith" -> arguments -> Value.of(any(range(text, arguments), arguments, String::endsWith));
            case "count" -> arguments -> Value.of(PyText.count(range(text, arguments), arguments.text(0, "sub")));
            case "find" -> arguments -> Value.of(find(text, arguments, false));
            case "rfind" -> arguments -> Value.of(find(text, arguments, true));
            case "index", "rindex" -> arguments -> {
                long place = find(text, arguments, name.startsWith("r"));
                if (place < 0) {
                    throw JinjaException.operation("the text is not there");
                }
                return Value.of(place);
            };
            default -> null;
        };
    }

    private static Value.@Nullable Callable asking(String text, String name) {
        return switch (name) {
            case "isspace" -> arguments -> all(text, PyText::isSpace);
            case "isdigit", "isdecimal" -> arguments -> all(text, Character::isDigit);
            case "isnumeric" -> arguments -> all(text, c -> Character.isDigit(c)
                    || Character.getType(c) == Character.LETTER_NUMBER
                    || Character.getType(c) == Character.OTHER_NUMBER);
            case "isalpha" -> arguments -> all(text, Character::isLetter);
            case "isalnum" -> arguments -> all(text, Character::isLetterOrDigit);
            case "isupper" -> arguments -> Value.of(isCased(text, Character::isUpperCase));
            case "islower" -> arguments -> Value.of(isCased(text, Character::isLowerCase));
            case "isascii" -> arguments -> Value.of(text.chars().allMatch(c -> c < 128));
            default -> null;
        };
    }

    private static Value strip(String text, Arguments arguments, boolean leading, boolean trailing) {
        Value characters = arguments.expect("strip", "chars").get(0, "chars", Value.None.NONE);
        return Value.of(PyText.strip(text, droppable(characters), leading, trailing));
    }

    /** White space, or the characters of a text. */
    static IntPredicate droppable(Value characters) {
        if (characters == Value.None.NONE) {
            return PyText::isSpace;
        }
        String drop = PyObjects.text(characters);
        return c -> drop.indexOf(c) >= 0;
    }

    private Value split(String text, Arguments arguments, boolean fromEnd) {
        Value separator = arguments.expect("split", "sep", "maxsplit").get(0, "sep", Value.None.NONE);
        long limit = PyObjects.integer(arguments.get(1, "maxsplit", Value.of(-1)));
        budget.allow(text.length());
        if (separator == Value.None.NONE) {
            return texts(fromEnd ? PyText.wordsFromEnd(text, limit) : PyText.words(text, limit));
        }
        String cut = PyObjects.text(separator);
        if (cut.isEmpty()) {
            throw JinjaException.operation("a text can't be split at nothing");
        }
        return texts(fromEnd ? PyText.splitFromEnd(text, cut, limit) : PyText.split(text, cut, limit));
    }

    private static Value texts(List<String> texts) {
        List<Value> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(Value.of(text)));
        return Value.list(values);
    }

    private static Value partition(String text, String separator, boolean fromEnd) {
        if (separator.isEmpty()) {
            throw JinjaException.operation("a text can't be split at nothing");
        }
        int at = fromEnd ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return fromEnd
                    ? Value.tuple(Value.Str.EMPTY, Value.Str.EMPTY, Value.of(text))
                    : Value.tuple(Value.of(text), Value.Str.EMPTY, Value.Str.EMPTY);
        }
        return Value.tuple(Value.of(text.substring(0, at)), Value.of(separator),
                Value.of(text.substring(at + separator.length())));
    }

    /** {@code str.replace}; all places when {@code count} is negative. */
    String replace(String text, String old, String replacement, long count) {
        long places = PyText.count(text, old);
        long replaced = count < 0 ? places : Math.min(count, places);
        budget.allow(text.length() + replaced * replacement.length());
        if (replaced == 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (long i = 0; i < replaced; i++) {
            int place = old.isEmpty() ? at : text.indexOf(old, at);
            out.append(text, at, place).append(replacement);
            at = place + old.length();
            if (old.isEmpty() && at < text.length()) {
                int after = at + Character.charCount(text.codePointAt(at));
                out.append(text, at, after);
                at = after;
            }
        }
        return out.append(text, at, text.length()).toString();
    }

    private Value join(String separator, Value items) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Value item : PyObjects.toList(items, budget)) {
            out.append(first ? "" : separator).append(PyObjects.text(item));
            budget.checkSize(out.length());
            first = false;
        }
        budget.allow(out.length());
        return Value.of(out.toString());
    }

    private int missing(String text, long width) {
        budget.allow(Math.max(0, width));
        return (int) Math.max(0, width - PyText.length(text));
    }

    private Value pad(String text, Arguments arguments, int leftShare, int rightShare) {
        long width = PyObjects.integer(arguments.required(0, "width"));
        String fill = PyObjects.text(arguments.get(1, "fillchar", Value.of(" ")));
        int missing = missing(text, width);
        // CPython's centring gives the odd one to the left when both width and rest are odd.
        int left = leftShare == 0 ? 0 : rightShare == 0 ? missing : missing / 2 + (int) (missing & width & 1);
        return Value.of(fill.repeat(left) + text + fill.repeat(missing - left));
    }

    private static String range(String text, Arguments arguments) {
        if (!arguments.has(1, "start")) {
            return text;
        }
        long[] bounds = bounds(text, arguments);
        return Access.substring(text, (int) bounds[0], (int) Math.max(bounds[0], bounds[1]));
    }

    private static long[] bounds(String text, Arguments arguments) {
        int size = PyText.length(text);
        Value start = arguments.get(1, "start", Value.None.NONE);
        Value end = arguments.get(2, "end", Value.None.NONE);
        return new long[]{start == Value.None.NONE ? 0 : bound(PyObjects.integer(start), size),
                end == Value.None.NONE ? size : bound(PyObjects.integer(end), size)};
    }

    private static long bound(long index, int size) {
        return Math.clamp(index < 0 ? Math.max(index, -(long) size) + size : index, 0, size);
    }

    @FunctionalInterface
    private interface Match {
        boolean matches(String text, String part);
    }

    private static boolean any(String text, Arguments arguments, Match match) {
        Predicate<Value> holds = part -> match.matches(text, PyObjects.text(part));
        Value wanted = arguments.required(0, "prefix");
        return wanted instanceof Value.Sequence parts ? parts.items().stream().anyMatch(holds) : holds.test(wanted);
    }

    private static long find(String text, Arguments arguments, boolean fromEnd) {
        String part = arguments.text(0, "sub");
        long[] bounds = bounds(text, arguments);
        if (bounds[0] > bounds[1]) {
            return -1;
        }
        String within = Access.substring(text, (int) bounds[0], (int) bounds[1]);
        int at = fromEnd ? within.lastIndexOf(part) : within.indexOf(part);
        return at < 0 ? -1 : bounds[0] + within.codePointCount(0, at);
    }

    private static Value all(String text, IntPredicate holds) {
        return Value.of(!text.isEmpty() && text.codePoints().allMatch(holds));
    }

    /** Whether there are letters with a case, and all of them have this one. */
    static boolean isCased(String text, IntPredicate wanted) {
        int[] cased = text.codePoints().filter(c -> Character.isUpperCase(c) || Character.isLowerCase(c)).toArray();
        return cased.length > 0 && java.util.Arrays.stream(cased).allMatch(wanted);
    }
}
