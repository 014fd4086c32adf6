package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of dicts, lists and tuples that change nothing; the others are refused, as in transformers' sandbox. */
final class ContainerMethods {
    private static final Set<String> CHANGE_DICT = Set.of("clear", "pop", "popitem", "setdefault", "update");
    private static final Set<String> CHANGE_LIST = Set.of("append", "clear", "pop", "reverse", "insert", "sort",
            "extend", "remove");

    private final Budget budget;

    ContainerMethods(Budget budget) {
        this.budget = budget;
    }

    static boolean isRefused(Value value, String name) {
        return switch (value) {
            case Value.Dict dict -> CHANGE_DICT.contains(name);
            case Value.Sequence sequence -> !sequence.tuple() && CHANGE_LIST.contains(name);
            default -> false;
        };
    }

    Value.@Nullable Callable find(Value.Dict dict, String name) {
        return switch (name) {
            case "get" -> arguments -> {
                Value found = dict.entries().get(PyObjects.key(arguments.required(0, "key")));
                return found == null ? arguments.get(1, "default", Value.None.NONE) : found;
            };
            case "keys" -> arguments -> new Value.View("dict_keys", copy(dict.entries().keySet()));
            case "values" -> arguments -> new Value.View("dict_values", copy(dict.entries().values()));
            case "items" -> arguments -> {
                budget.allow(dict.entries().size());
                return Value.items(dict.entries());
            };
            case "copy" -> arguments -> new Value.Dict(new LinkedHashMap<>(dict.entries()));
            default -> null;
        };
    }

    Value.@Nullable Callable find(Value.Sequence sequence, String name) {
        return switch (name) {
            case "index" -> arguments -> {
                Value wanted = arguments.required(0, "value");
                for (int i = 0; i < sequence.items().size(); i++) {
                    if (PyObjects.equal(sequence.items().get(i), wanted, budget)) {
                        return Value.of(i);
                    }
                }
                throw JinjaException.operation("the value is not in the list");
            };
            case "count" -> arguments -> {
                Value wanted = arguments.required(0, "value");
                return Value
                        .of(sequence.items().stream().filter(item -> PyObjects.equal(item, wanted, budget)).count());
            };
            case "copy" -> sequence.tuple() ? null : arguments -> Value.list(copy(sequence.items()));
            default -> null;
        };
    }

    private List<Value> copy(java.util.Collection<Value> items) {
        budget.allow(items.size());
        return new ArrayList<>(items);
    }
}
