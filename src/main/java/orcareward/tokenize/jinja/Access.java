package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value.name}, {@code value[key]} and slices, with Jinja's rule that either may stand for the other. */
final class Access {
    private final StringMethods stringMethods;
    private final ContainerMethods containerMethods;
    private final Budget budget;

    Access(Budget budget) {
        this.budget = budget;
        this.stringMethods = new StringMethods(budget);
        this.containerMethods = new ContainerMethods(budget);
    }

    /** {@code value.name}: the method or attribute, else the entry of that name, else undefined. */
    Value attribute(Value value, String name) {
        if (value instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        Value own = ownAttribute(value, name);
        if (own != null) {
            return own;
        }
        Value entry = value instanceof Value.Dict dict ? dict.entries().get(Value.of(name)) : null;
        return entry == null ? missing(value, Value.of(name)) : entry;
    }

    /** {@code value[key]}: the entry, else the attribute of that name, else undefined. */
    Value item(Value value, Value key) {
        if (value instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        Value entry = entry(value, key);
        if (entry == null && key instanceof Value.Str name) {
            entry = ownAttribute(value, name.value());
        }
        return entry == null ? missing(value, key) : entry;
    }

    /** {@code value|attr(name)}: the attribute alone. */
    Value onlyAttribute(Value value, String name) {
        Value own = ownAttribute(value, name);
        return own == null ? missing(value, Value.of(name)) : own;
    }

    private @Nullable Value ownAttribute(Value value, String name) {
        if (name.startsWith("__") || ContainerMethods.isRefused(value, name)) {
            return new Value.Undefined("access to attribute '" + name + "' of '" + PyObjects.typeName(value)
                    + "' object is unsafe.", JinjaException.Kind.OPERATION);
        }
        return switch (value) {
            case Value.Str text -> stringMethods.find(text.value(), name);
            case Value.Dict dict -> containerMethods.find(dict, name);
            case Value.Sequence sequence -> containerMethods.find(sequence, name);
            case Value.Namespace namespace -> namespace.attributes().get(name);
            case Loop loop -> loop.attribute(name);
            default -> null;
        };
    }

    private @Nullable Value entry(Value value, Value key) {
        if (value instanceof Value.Dict dict) {
            boolean hashable = key instanceof Value.Str || PyObjects.isNumber(key) || key == Value.None.NONE;
            return hashable ? dict.entries().get(PyObjects.key(key)) : null;
        }
        if (!(key instanceof Value.Int) && !(key instanceof Value.Bool)) {
            return null;
        }
        return switch (value) {
            case Value.Sequence sequence -> {
                int size = sequence.items().size();
                long place = place(PyObjects.integer(key), size);
                yield place >= 0 && place < size ? sequence.items().get((int) place) : null;
            }
            case Value.Str text -> {
                int size = PyText.length(text.value());
                long place = place(PyObjects.integer(key), size);
                yield place >= 0 && place < size ? character(text.value(), (int) place) : null;
            }
            default -> null;
        };
    }

    private static long place(long index, int size) {
        return index < 0 ? index + size : index;
    }

    private static Value character(String text, int place) {
        return Value.of(Character.toString(text.codePointAt(text.offsetByCodePoints(0, place))));
    }

    private Value missing(Value value, Value key) {
        String type = value == Value.None.NONE ? "None" : PyObjects.typeName(value) + " object";
        return new Value.Undefined(switch (key) {
            case Value.Str name -> "'" + type + "' has no attribute '" + name.value() + "'";
            default -> type + " has no element " + PyWriter.repr(key, budget);
        });
    }

    /** {@code value[start:stop:step]}, ends that are left out being None. */
    Value slice(Value value, Value start, Value stop, Value step) {
        if (value instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        if (!(value instanceof Value.Str) && !(value instanceof Value.Sequence)) {
            return new Value.Undefined(PyObjects.typeName(value) + " object can't be sliced");
        }
        long stride = step == Value.None.NONE ? 1 : PyObjects.integer(step);
        if (stride == 0) {
            throw JinjaException.operation("the step of a slice is zero");
        }
        int size = (int) PyObjects.length(value);
        long from = start == Value.None.NONE
                ? stride > 0 ? 0 : size - 1
                : bound(PyObjects.integer(start), size, stride);
        long to = stop == Value.None.NONE
                ? stride > 0 ? size : -1
                : bound(PyObjects.integer(stop), size, stride);
        budget.allow(size);
        if (value instanceof Value.Str text && stride == 1) {
            return Value.of(substring(text.value(), (int) from, (int) Math.max(from, to)));
        }
        List<Value> items = value instanceof Value.Str text
                ? PyText.characters(text.value())
                : ((Value.Sequence) value).items();
        List<Value> picked = new ArrayList<>();
        for (long i = from; stride > 0 ? i < to : i > to; i += stride) {
            picked.add(items.get((int) i));
        }
        if (value instanceof Value.Sequence sequence) {
            return new Value.Sequence(picked, sequence.tuple());
        }
        StringBuilder text = new StringBuilder();
        picked.forEach(character -> text.append(PyObjects.text(character)));
        return Value.of(text.toString());
    }

    /** Python's {@code slice.indices}: an end counted from the start and held within the value. */
    private static long bound(long index, int size, long stride) {
        long place = index < 0 ? Math.max(index, -(long) size - 1) + size : index;
        return stride > 0 ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
    }

    /** From one character to before another. */
    static String substring(String text, int from, int to) {
        if (PyText.isPlain(text)) {
            return text.substring(from, to);
        }
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }
}
