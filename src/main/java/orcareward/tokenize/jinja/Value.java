package orcareward.tokenize.jinja;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python value, as far as templates know them. Nothing else can be reached from a template. */
sealed interface Value permits Value.None, Value.Bool, Value.Int, Value.Real, Value.Str, Value.Sequence, Value.Dict,
        Value.View, Value.Generator, Value.Namespace, Value.Undefined, Loop, Value.Callable {

    /** Python's {@code None}. */
    enum None implements Value {
        NONE
    }

    record Bool(boolean value) implements Value {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** An integer; one beyond 64 bits is refused where it would arise. */
    record Int(long value) implements Value {
    }

    record Real(double value) implements Value {
    }

    record Str(String value) implements Value {
        static final Str EMPTY = new Str("");
    }

    /** A list or a tuple. */
    record Sequence(List<Value> items, boolean tuple) implements Value {
    }

    record Dict(Map<Value, Value> entries) implements Value {
    }

    /** What {@code keys}, {@code values} and {@code items} return; {@code type} is Python's name of it. */
    record View(String type, List<Value> items) implements Value {
    }

    /** Items made on demand, once: true whatever it holds, and without a length. */
    record Generator(Iterator<Value> items) implements Value {
    }

    /** The one thing whose attributes a template may set. */
    record Namespace(Map<String, Value> attributes) implements Value {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Something that isn't there: prints as nothing, is false and empty, and fails with {@code message} when used. */
    record Undefined(String message, JinjaException.Kind kind) implements Value {
        Undefined(String message) {
            this(message, JinjaException.Kind.UNDEFINED);
        }

        static Undefined name(String name) {
            return new Undefined("'" + name + "' is undefined");
        }

        JinjaException failure() {
            return new JinjaException(kind, message);
        }
    }

    /** A function, method or macro. */
    non-sealed interface Callable extends Value {
        Value call(Arguments arguments);
    }

    static Value of(long number) {
        return new Int(number);
    }

    static Value of(boolean truth) {
        return Bool.of(truth);
    }

    static Str of(String text) {
        return new Str(text);
    }

    static Value list(List<Value> items) {
        return new Sequence(items, false);
    }

    static Value tuple(Value... items) {
        return new Sequence(List.of(items), true);
    }

    /** The keys, or the pairs of an entry, as Python's dict views hold them. */
    static View items(Map<Value, Value> entries) {
        List<Value> pairs = new ArrayList<>(entries.size());
        entries.forEach((key, value) -> pairs.add(tuple(key, value)));
        return new View("dict_items", pairs);
    }

    /** Plain Java values, nested as they may be, to template values; others are the caller's mistake. */
    static Value from(@Nullable Object plain) {
        return switch (plain) {
            case null -> None.NONE;
            case String text -> new Str(text);
            case Boolean truth -> Bool.of(truth);
            case Integer number -> new Int(number);
            case Long number -> new Int(number);
            case Short number -> new Int(number);
            case Byte number -> new Int(number);
            case java.math.BigInteger number -> new Int(number.longValueExact());
            case BigDecimal number -> new Real(number.doubleValue());
            case Number number -> new Real(number.doubleValue());
            case List<?> list -> {
                List<Value> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(from(item)));
                yield new Sequence(items, false);
            }
            case Map<?, ?> map -> {
                Map<Value, Value> entries = new LinkedHashMap<>();
                map.forEach((key, value) -> entries.put(from(key), from(value)));
                yield new Dict(entries);
            }
            default -> throw new IllegalStateException("a template can't be given a " + plain.getClass());
        };
    }
}
