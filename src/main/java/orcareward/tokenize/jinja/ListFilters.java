package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters over many values. Those that Python makes generators of are so here: read on demand, once. */
final class ListFilters {
    private static final Set<String> WITHOUT_ARGUMENTS = Set.of("list", "first", "last", "items", "reverse");

    private final Filters filters;
    private final Tests tests;
    private final Access access;
    private final Arithmetic arithmetic;
    private final Budget budget;

    ListFilters(Filters filters, Tests tests, Access access, Arithmetic arithmetic, Budget budget) {
        this.filters = filters;
        this.tests = tests;
        this.access = access;
        this.arithmetic = arithmetic;
        this.budget = budget;
    }

    Value apply(String name, Value value, Arguments arguments) {
        if (WITHOUT_ARGUMENTS.contains(name)) {
            arguments.expect(name);
        }
        return switch (name) {
            case "list" -> Value.list(PyObjects.toList(value, budget));
            case "first" -> first(value);
            case "last" -> last(value);
            case "join" -> Value.of(join(value, arguments.expect(name, "d", "attribute")));
            case "items" -> items(value);
            case "reverse" -> reverse(value);
            case "sort" -> sort(value, arguments.expect(name, "reverse", "case_sensitive", "attribute"));
            case "dictsort" -> dictSort(value, arguments.expect(name, "case_sensitive", "by", "reverse"));
            case "unique" -> unique(value, arguments.expect(name, "case_sensitive", "attribute"));
            case "min", "max" -> extreme(value, name.equals("max"),
                    arguments.expect(name, "case_sensitive", "attribute"));
            case "sum" -> sum(value, arguments.expect(name, "attribute", "start"));
            case "map" -> map(value, arguments);
            case "select", "reject" -> choose(value, test(arguments), name.equals("select"));
            case "selectattr", "rejectattr" -> {
                UnaryOperator<Value> attribute = attribute(arguments.required(0, "attribute"));
                Predicate<Value> test = test(arguments.dropFirst(1));
                yield choose(value, item -> test.test(attribute.apply(item)), name.equals("selectattr"));
            }
            default -> throw JinjaException.syntax("there is no filter called '" + name + "'", 0);
        };
    }

    private static Value first(Value value) {
        Iterator<Value> items = PyObjects.iterate(value);
        return items.hasNext() ? items.next() : new Value.Undefined("No first item, sequence was empty.");
    }

    private static Value last(Value value) {
        if (value instanceof Value.Generator) {
            throw JinjaException.operation("the last item of a generator is not known; make it a list first");
        }
        Value last = null;
        Iterator<Value> items = PyObjects.iterate(value);
        while (items.hasNext()) {
            last = items.next();
        }
        return last == null ? new Value.Undefined("No last item, sequence was empty.") : last;
    }

    private String join(Value value, Arguments arguments) {
        String separator = PyWriter.str(arguments.get(0, "d", Value.Str.EMPTY), budget);
        UnaryOperator<Value> attribute = attribute(arguments.get(1, "attribute", Value.None.NONE));
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Value item : PyObjects.toList(value, budget)) {
            out.append(first ? "" : separator).append(PyWriter.str(attribute.apply(item), budget));
            budget.checkSize(out.length());
            first = false;
        }
        budget.allow(out.length());
        return out.toString();
    }

    private static Value items(Value value) {
        return switch (value) {
            case Value.Dict dict -> new Value.Generator(Value.items(dict.entries()).items().iterator());
            case Value.Undefined undefined -> new Value.Generator(List.<Value>of().iterator());
            default -> throw JinjaException.operation("only a mapping has items");
        };
    }

    private Value reverse(Value value) {
        if (value instanceof Value.Str text) {
            budget.allow(text.value().length());
            return Value.of(new StringBuilder(text.value()).reverse().toString());
        }
        List<Value> items = PyObjects.toList(value, budget);
        Collections.reverse(items);
        return value instanceof Value.Generator ? Value.list(items) : new Value.Generator(items.iterator());
    }

    private Value sort(Value value, Arguments arguments) {
        boolean reverse = arguments.flag(0, "reverse", false);
        boolean caseSensitive = arguments.flag(1, "case_sensitive", false);
        List<UnaryOperator<Value>> keys = new ArrayList<>();
        Value attributes = arguments.get(2, "attribute", Value.None.NONE);
        if (attributes instanceof Value.Str names) {
            Arrays.stream(names.value().split(",", -1)).forEach(name -> keys.add(attribute(Value.of(name))));
        } else {
            keys.add(attribute(attributes));
        }
        Comparator<Value> order = (a, b) -> {
            for (UnaryOperator<Value> key : keys) {
                Value left = fold(key.apply(a), caseSensitive);
                Value right = fold(key.apply(b), caseSensitive);
                // Equal ones are never asked for their order, so that items which all lack the attribute can be sorted.
                if (!PyObjects.equal(left, right, budget)) {
                    return PyObjects.compare(left, right, budget);
                }
            }
            return 0;
        };
        List<Value> items = PyObjects.toList(value, budget);
        items.sort(reverse ? order.reversed() : order);
        return Value.list(items);
    }

    private static Value fold(Value value, boolean caseSensitive) {
        return value instanceof Value.Str text && !caseSensitive
                ? Value.of(text.value().toLowerCase(Locale.ROOT))
                : value;
    }

    private Value dictSort(Value value, Arguments arguments) {
        if (!(value instanceof Value.Dict dict)) {
            throw JinjaException.operation("dictsort needs a mapping");
        }
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        String by = PyObjects.text(arguments.get(1, "by", Value.of("key")));
        if (!by.equals("key") && !by.equals("value")) {
            throw JinjaException.operation("dictsort sorts by key or value");
        }
        int place = by.equals("key") ? 0 : 1;
        Comparator<Value> order = (a, b) -> PyObjects.compare(
                fold(((Value.Sequence) a).items().get(place), caseSensitive),
                fold(((Value.Sequence) b).items().get(place), caseSensitive), budget);
        List<Value> pairs = new ArrayList<>(Value.items(dict.entries()).items());
        pairs.sort(arguments.flag(2, "reverse", false) ? order.reversed() : order);
        return Value.list(pairs);
    }

    private Value unique(Value value, Arguments arguments) {
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        UnaryOperator<Value> attribute = attribute(arguments.get(1, "attribute", Value.None.NONE));
        List<Value> seen = new ArrayList<>();
        return choose(value, item -> {
            Value key = fold(attribute.apply(item), caseSensitive);
            boolean isNew = seen.stream().noneMatch(other -> PyObjects.equal(other, key, budget));
            if (isNew) {
                seen.add(key);
            }
            return isNew;
        }, true);
    }

    private Value extreme(Value value, boolean largest, Arguments arguments) {
        boolean caseSensitive = arguments.flag(0, "case_sensitive", false);
        UnaryOperator<Value> attribute = attribute(arguments.get(1, "attribute", Value.None.NONE));
        Value best = null;
        for (Value item : PyObjects.toList(value, budget)) {
            int order = best == null
                    ? 1
                    : PyObjects.compare(fold(attribute.apply(item), caseSensitive),
                            fold(attribute.apply(best), caseSensitive), budget);
            if (best == null || (largest ? order > 0 : order < 0)) {
                best = item;
            }
        }
        return best == null ? new Value.Undefined("No aggregated item, sequence was empty.") : best;
    }

    private Value sum(Value value, Arguments arguments) {
        UnaryOperator<Value> attribute = attribute(arguments.get(0, "attribute", Value.None.NONE));
        Value sum = arguments.get(1, "start", Value.of(0));
        for (Value item : PyObjects.toList(value, budget)) {
            sum = arithmetic.apply("+", sum, attribute.apply(item));
        }
        return sum;
    }

    private Value map(Value value, Arguments arguments) {
        UnaryOperator<Value> change;
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Value fallback = arguments.named().getOrDefault("default", Value.None.NONE);
            change = attribute(arguments.named().getOrDefault("attribute", Value.None.NONE), fallback);
        } else {
            String name = arguments.text(0, "filter");
            Arguments rest = arguments.dropFirst(1);
            change = item -> filters.apply(name, item, rest);
        }
        return generate(value, item -> true, change);
    }

    private Predicate<Value> test(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            return PyObjects::isTrue;
        }
        String name = arguments.text(0, "test");
        Arguments rest = arguments.dropFirst(1);
        return item -> tests.holds(name, item, rest);
    }

    private Value choose(Value value, Predicate<Value> test, boolean wanted) {
        return generate(value, item -> test.test(item) == wanted, item -> item);
    }

    /** A generator over the items that pass, changed. An undefined value has none. */
    private Value generate(Value value, Predicate<Value> keep, UnaryOperator<Value> change) {
        return new Value.Generator(new FilteredItems(PyObjects.iterate(value), item -> {
            budget.charge(1);
            return keep.test(item);
        }, change));
    }

    private UnaryOperator<Value> attribute(Value path) {
        return attribute(path, Value.None.NONE);
    }

    /** What {@code attribute='a.b.0'} picks; the item itself for None. */
    private UnaryOperator<Value> attribute(Value path, Value fallback) {
        if (path == Value.None.NONE) {
            return item -> item;
        }
        List<Value> keys = new ArrayList<>();
        if (path instanceof Value.Str dotted) {
            for (String part : dotted.value().split("\\.", -1)) {
                boolean number = !part.isEmpty() && part.length() < 10 && part.chars().allMatch(Character::isDigit);
                keys.add(number ? Value.of(Long.parseLong(part)) : Value.of(part));
            }
        } else {
            keys.add(path);
        }
        return item -> {
            Value found = item;
            for (Value key : keys) {
                found = access.item(found, key);
                if (found instanceof Value.Undefined && fallback != Value.None.NONE) {
                    found = fallback;
                }
            }
            return found;
        };
    }
}
