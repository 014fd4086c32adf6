package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What every Python value can be asked: its truth, length, items, equality and order. */
final class PyObjects {
    private PyObjects() {
    }

    /** Python's name of the type. */
    static String typeName(Value value) {
        return switch (value) {
            case Value.None none -> "NoneType";
            case Value.Bool bool -> "bool";
            case Value.Int number -> "int";
            case Value.Real number -> "float";
            case Value.Str text -> "str";
            case Value.Sequence sequence -> sequence.tuple() ? "tuple" : "list";
            case Value.Dict dict -> "dict";
            case Value.View view -> view.type();
            case Value.Generator generator -> "generator";
            case Value.Namespace namespace -> "Namespace";
            case Value.Undefined undefined -> "Undefined";
            case Loop loop -> "LoopContext";
            case Value.Callable callable -> "function";
        };
    }

    static boolean isTrue(Value value) {
        return switch (value) {
            case Value.None none -> false;
            case Value.Bool bool -> bool.value();
            case Value.Int number -> number.value() != 0;
            case Value.Real number -> number.value() != 0;
            case Value.Str text -> !text.value().isEmpty();
            case Value.Sequence sequence -> !sequence.items().isEmpty();
            case Value.Dict dict -> !dict.entries().isEmpty();
            case Value.View view -> !view.items().isEmpty();
            case Value.Undefined undefined -> false;
            case Value.Generator generator -> true;
            case Value.Namespace namespace -> true;
            case Loop loop -> loop.length() > 0;
            case Value.Callable callable -> true;
        };
    }

    /** {@code len(value)}. */
    static long length(Value value) {
        return switch (value) {
            case Value.Str text -> PyText.length(text.value());
            case Value.Sequence sequence -> sequence.items().size();
            case Value.Dict dict -> dict.entries().size();
            case Value.View view -> view.items().size();
            case Value.Undefined undefined -> 0;
            case Loop loop -> loop.length();
            default -> throw JinjaException.operation("a value of type " + typeName(value) + " has no length");
        };
    }

    static boolean isIterable(Value value) {
        return switch (value) {
            case Value.Str text -> true;
            case Value.Sequence sequence -> true;
            case Value.Dict dict -> true;
            case Value.View view -> true;
            case Value.Generator generator -> true;
            case Value.Undefined undefined -> true;
            default -> false;
        };
    }

    /** {@code iter(value)}. */
    static Iterator<Value> iterate(Value value) {
        return switch (value) {
            case Value.Str text -> PyText.characters(text.value()).iterator();
            case Value.Sequence sequence -> sequence.items().iterator();
            case Value.Dict dict -> dict.entries().keySet().iterator();
            case Value.View view -> view.items().iterator();
            case Value.Generator generator -> generator.items();
            case Value.Undefined undefined -> List.<Value>of().iterator();
            default -> throw JinjaException.operation("a value of type " + typeName(value) + " can't be iterated over");
        };
    }

    /** {@code list(value)}. */
    static List<Value> toList(Value value, Budget budget) {
        List<Value> items = new ArrayList<>();
        Iterator<Value> source = iterate(value);
        while (source.hasNext()) {
            items.add(source.next());
            budget.charge(1);
        }
        budget.allow(items.size());
        return items;
    }

    /** What a dict may be asked for: plain values only, so that hashing one costs nothing. */
    static Value key(Value value) {
        return switch (value) {
            case Value.Str text -> text;
            case Value.Int number -> number;
            case Value.Bool bool -> Value.of(integer(bool));
            case Value.Real number -> {
                double size = number.value();
                boolean whole = size == Math.rint(size) && Math.abs(size) < 0x1p53;
                yield whole ? Value.of((long) size) : number;
            }
            case Value.None none -> none;
            case Value.Undefined undefined -> throw undefined.failure();
            default -> throw JinjaException.operation("a value of type " + typeName(value) + " can't be a key");
        };
    }

    /** A text, or the message that one is needed. */
    static String text(Value value) {
        return switch (value) {
            case Value.Str text -> text.value();
            case Value.Undefined undefined -> throw undefined.failure();
            default -> throw JinjaException.operation("a text is needed, not a value of type " + typeName(value));
        };
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real || value instanceof Value.Bool;
    }

    /** An integer, a truth value counting as 0 or 1. */
    static long integer(Value value) {
        return switch (value) {
            case Value.Int number -> number.value();
            case Value.Bool bool -> bool.value() ? 1 : 0;
            case Value.Undefined undefined -> throw undefined.failure();
            default -> throw JinjaException.operation("an integer is needed, not a value of type " + typeName(value));
        };
    }

    static double real(Value value) {
        return value instanceof Value.Real number ? number.value() : integer(value);
    }

    /** {@code a == b}. */
    static boolean equal(Value a, Value b, Budget budget) {
        budget.enter();
        boolean equal;
        if (isNumber(a) && isNumber(b)) {
            boolean reals = a instanceof Value.Real || b instanceof Value.Real;
            equal = reals ? real(a) == real(b) : integer(a) == integer(b);
        } else {
            equal = switch (a) {
                case Value.Sequence list -> b instanceof Value.Sequence other
                        && list.tuple() == other.tuple() && equalItems(list.items(), other.items(), budget);
                case Value.Dict dict -> b instanceof Value.Dict other && equalEntries(dict, other, budget);
                case Value.Undefined undefined -> b instanceof Value.Undefined;
                case Value.Str text -> {
                    budget.charge(text.value().length() / 16);
                    yield text.equals(b);
                }
                case Value.View view ->
                    b instanceof Value.View other && equalItems(view.items(), other.items(), budget);
                // The others are equal to themselves alone.
                default -> a.equals(b);
            };
        }
        budget.leave();
        return equal;
    }

    private static boolean equalItems(List<Value> a, List<Value> b, Budget budget) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalEntries(Value.Dict a, Value.Dict b, Budget budget) {
        if (a.entries().size() != b.entries().size()) {
            return false;
        }
        for (Map.Entry<Value, Value> entry : a.entries().entrySet()) {
            Value other = b.entries().get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other, budget)) {
                return false;
            }
        }
        return true;
    }

    /** Negative, zero or positive as {@code a} is before, level with or after {@code b}. */
    static int compare(Value a, Value b, Budget budget) {
        budget.charge(1);
        if (isNumber(a) && isNumber(b)) {
            return a instanceof Value.Real || b instanceof Value.Real
                    ? Double.compare(real(a), real(b))
                    : Long.compare(integer(a), integer(b));
        }
        if (a instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        if (b instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        if (a instanceof Value.Str text && b instanceof Value.Str other) {
            return compareText(text.value(), other.value());
        }
        if (a instanceof Value.Sequence list && b instanceof Value.Sequence other && list.tuple() == other.tuple()) {
            return compareItems(list.items(), other.items(), budget);
        }
        throw JinjaException.operation("values of type " + typeName(a) + " and " + typeName(b) + " have no order");
    }

    private static int compareItems(List<Value> a, List<Value> b, Budget budget) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i), budget)) {
                budget.enter();
                int order = compare(a.get(i), b.get(i), budget);
                budget.leave();
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** By code points, where Java's own order goes by chars. */
    private static int compareText(String a, String b) {
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean bothOrNone = Character.isSurrogate(left) == Character.isSurrogate(right);
                return bothOrNone ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** {@code item in container}. */
    static boolean contains(Value container, Value item, Budget budget) {
        if (container instanceof Value.Str text) {
            if (item instanceof Value.Undefined undefined) {
                throw undefined.failure();
            }
            budget.charge(text.value().length() / 16);
            return text.value().contains(text(item));
        }
        if (container instanceof Value.Dict dict) {
            return dict.entries().containsKey(key(item));
        }
        Iterator<Value> items = iterate(container);
        while (items.hasNext()) {
            if (equal(items.next(), item, budget)) {
                return true;
            }
        }
        return false;
    }
}
