package orcareward.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A value as it was written. What a bare word such as {@code no} or {@code 1e-5} means depends on the key, so it is kept as text
 * until the key is known.
 */
sealed interface RawValue {
    /** A single value; {@code quoted} when it can only be a text. */
    record Scalar(String text, boolean quoted) implements RawValue {
        boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    record Sequence(List<RawValue> items) implements RawValue {
    }

    /** Names with values. */
    record Mapping(List<Entry> entries) implements RawValue {
    }

    /** A name with its value and its line, counted from 1; 0 where there are no lines. */
    record Entry(String key, int line, RawValue value) {
    }

    /** The same value out of Java's own types. */
    static RawValue of(@Nullable Object value) {
        return switch (value) {
            case null -> new Scalar("null", false);
            case String text -> new Scalar(text, true);
            case List<?> list -> {
                List<RawValue> items = new ArrayList<>();
                list.forEach(item -> items.add(of(item)));
                yield new Sequence(items);
            }
            case Map<?, ?> map -> {
                List<Entry> entries = new ArrayList<>();
                map.forEach((key, item) -> entries.add(new Entry(String.valueOf(key), 0, of(item))));
                yield new Mapping(entries);
            }
            default -> new Scalar(String.valueOf(value), false);
        };
    }

    /** What it means where no key says otherwise: null, Boolean, Long, Double, String, List or Map. */
    static @Nullable Object natural(RawValue raw) {
        return switch (raw) {
            case Scalar scalar -> naturalScalar(scalar);
            case Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(natural(item)));
                yield items;
            }
            case Mapping mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> map.put(entry.key(), natural(entry.value())));
                yield map;
            }
        };
    }

    private static @Nullable Object naturalScalar(Scalar scalar) {
        if (scalar.isNull()) {
            return null;
        }
        if (scalar.quoted()) {
            return scalar.text();
        }
        OptionalDouble number = Numbers.decimal(scalar.text());
        if (number.isPresent()) {
            double value = number.getAsDouble();
            return scalar.text().matches("[-+]?\\d{1,18}") ? (Object) Long.valueOf(scalar.text()) : (Object) value;
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> scalar.text();
        };
    }
}
