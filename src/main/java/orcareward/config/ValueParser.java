package orcareward.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What was written, read as its key wants it. */
final class ValueParser {
    private ValueParser() {
    }

    /** A value, or what is wrong with it. */
    sealed interface Parsed {
        /** The value in the Java type that its key says. */
        record Good(@Nullable Object value) implements Parsed {
        }

        /** What is wrong, and what to do. */
        record Bad(String what, String remedy) implements Parsed {
        }
    }

    /** Reads a value, refusals included. */
    static Parsed parse(ConfigKey key, RawValue raw) {
        Parsed parsed = parseType(key, raw);
        if (!(key.status() instanceof ConfigKey.Status.RefusedIfSet refused) || !(parsed instanceof Parsed.Good good)) {
            return parsed;
        }
        Object value = good.value();
        boolean harmless = value == null || value.equals(key.defaultValue()) || refused.harmless().contains(value);
        return harmless ? good : new Parsed.Bad("can't be used: " + refused.why(), refused.remedy());
    }

    /** Reads a value by its key's type alone. */
    static Parsed parseType(ConfigKey key, RawValue raw) {
        if (raw instanceof RawValue.Scalar scalar && scalar.isNull()) {
            return key.nullable()
                    ? new Parsed.Good(null)
                    : new Parsed.Bad("has no value", "Give it one, or leave the key out");
        }
        return switch (key.type()) {
            case ValueType.Bool bool -> bool(raw);
            case ValueType.Text text -> text(key, raw);
            case ValueType.Int integer -> integer(raw, integer.range());
            case ValueType.Decimal decimal -> decimal(raw, decimal.range());
            case ValueType.Choice choice -> choice(raw, choice);
            case ValueType.Texts texts -> texts(raw);
            case ValueType.Mapping mapping -> mapping(raw);
            case ValueType.Any any -> new Parsed.Good(RawValue.natural(raw));
        };
    }

    private static Parsed bool(RawValue raw) {
        if (raw instanceof RawValue.Scalar scalar) {
            switch (scalar.text().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "y", "t", "1" -> {
                    return new Parsed.Good(true);
                }
                case "false", "no", "off", "n", "f", "0" -> {
                    return new Parsed.Good(false);
                }
                default -> {
                }
            }
        }
        return new Parsed.Bad("must be true or false, not " + shown(raw), "");
    }

    private static Parsed text(ConfigKey key, RawValue raw) {
        if (!(raw instanceof RawValue.Scalar scalar)) {
            return new Parsed.Bad("must be a text, not " + shown(raw), "Put the text in quotes");
        }
        if (!scalar.text().isBlank() || scalar.text().equals(key.defaultValue())) {
            return new Parsed.Good(scalar.text());
        }
        return key.nullable()
                ? new Parsed.Good(null)
                : new Parsed.Bad("is empty", "Give it a text, or leave the key out");
    }

    private static Parsed integer(RawValue raw, ValueType.Range range) {
        if (raw instanceof RawValue.Scalar scalar) {
            OptionalDouble number = Numbers.decimal(scalar.text());
            if (number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble())) {
                if (!range.contains(number.getAsDouble())) {
                    return outOfRange(raw, number.getAsDouble(), range);
                }
                String digits = scalar.text().replace("_", "").replaceFirst("^\\+", "");
                return new Parsed.Good(digits.matches("-?\\d{1,18}")
                        ? Long.parseLong(digits)
                        : (long) number.getAsDouble());
            }
        }
        return new Parsed.Bad("must be a whole number, not " + shown(raw), "");
    }

    private static Parsed decimal(RawValue raw, ValueType.Range range) {
        if (raw instanceof RawValue.Scalar scalar) {
            OptionalDouble number = Numbers.decimal(scalar.text());
            if (number.isPresent()) {
                return range.contains(number.getAsDouble())
                        ? new Parsed.Good(number.getAsDouble())
                        : outOfRange(raw, number.getAsDouble(), range);
            }
        }
        return new Parsed.Bad("must be a number, not " + shown(raw), "");
    }

    private static Parsed outOfRange(RawValue raw, double value, ValueType.Range range) {
        return new Parsed.Bad(Math.abs(value) > Integer.MAX_VALUE
                ? "is too large: " + shown(raw)
                : "must be " + range.inWords() + ", not " + shown(raw), "");
    }

    private static Parsed choice(RawValue raw, ValueType.Choice choice) {
        String choices = String.join(", ", choice.choices());
        if (!(raw instanceof RawValue.Scalar scalar)) {
            return new Parsed.Bad("must be one of " + choices + ", not " + shown(raw), "");
        }
        String word = scalar.text();
        // YAML 1.1 reads a bare no as false, and somebody may have written false for it.
        boolean off = !scalar.quoted() && List.of("false", "off", "no").contains(word.toLowerCase(Locale.ROOT));
        if (off && choice.choices().contains("no")) {
            return new Parsed.Good("no");
        }
        if (choice.choices().contains(word)) {
            return new Parsed.Good(word);
        }
        if (choice.elsewhere().contains(word)) {
            return new Parsed.Bad(word + " can't be used: " + choice.why(), choice.remedy());
        }
        String remedy = Suggestions
                .nearest(word, Stream.concat(choice.choices().stream(), choice.elsewhere().stream()).toList())
                .map(name -> "Did you mean " + name + "?").orElse("");
        return new Parsed.Bad("must be one of " + choices + ", not " + shown(raw), remedy);
    }

    private static Parsed texts(RawValue raw) {
        List<String> words = new ArrayList<>();
        switch (raw) {
            case RawValue.Scalar scalar -> {
                for (String word : scalar.text().split(",", -1)) {
                    words.add(word.strip());
                }
            }
            case RawValue.Sequence sequence -> {
                for (RawValue item : sequence.items()) {
                    if (!(item instanceof RawValue.Scalar word)) {
                        return new Parsed.Bad("must be a list of words, but one is " + shown(item), "");
                    }
                    words.add(word.text().strip());
                }
            }
            case RawValue.Mapping mapping -> {
                return new Parsed.Bad("must be a list of words, not " + shown(raw), "");
            }
        }
        return words.contains("")
                ? new Parsed.Bad("has an empty word in its list", "Remove it")
                : new Parsed.Good(List.copyOf(words));
    }

    private static Parsed mapping(RawValue raw) {
        // TRL takes such a value as JSON text, too.
        if (raw instanceof RawValue.Scalar scalar && scalar.text().strip().startsWith("{")) {
            try {
                return mapping(YamlText.yaml("", scalar.text().strip()));
            } catch (ProblemException e) {
                return new Parsed.Bad(e.problems().getFirst().what(), e.problems().getFirst().remedy());
            }
        }
        if (!(raw instanceof RawValue.Mapping mapping)) {
            return new Parsed.Bad("must be names with values, not " + shown(raw), "Write it as {name: value}");
        }
        long names = mapping.entries().stream().map(RawValue.Entry::key).distinct().count();
        if (names < mapping.entries().size()) {
            return new Parsed.Bad("has a name twice", "Remove one of the two");
        }
        return new Parsed.Good(RawValue.natural(mapping));
    }

    /** A value as messages show it. */
    private static String shown(RawValue raw) {
        return switch (raw) {
            case RawValue.Scalar scalar -> {
                String text = scalar.text();
                String start = text.length() > 60 ? text.substring(0, 60) + "..." : text;
                yield "\"" + start.lines().findFirst().orElse("") + "\"";
            }
            case RawValue.Sequence sequence -> "a list";
            case RawValue.Mapping mapping -> "names with values";
        };
    }

    /** The entries of a map as natural values; {@code value} is what {@link ValueType.Mapping} was read as. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> asMap(Object value) {
        return (Map<String, @Nullable Object>) value;
    }
}
