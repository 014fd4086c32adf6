package orcareward.tokenize.jinja;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template may call. */
final class Functions {
    /** Jinja's sandbox allows no longer range. */
    private static final long LONGEST_RANGE = 100_000;

    private Functions() {
    }

    static void addTo(Scope scope, Clock clock, Budget budget) {
        scope.set("range", (Value.Callable) arguments -> range(arguments, budget));
        scope.set("dict", (Value.Callable) arguments -> new Value.Dict(entries(arguments, budget)));
        scope.set("namespace", (Value.Callable) arguments -> {
            Map<String, Value> attributes = new LinkedHashMap<>();
            entries(arguments, budget).forEach((key, value) -> attributes.put(PyObjects.text(key), value));
            return new Value.Namespace(attributes);
        });
        scope.set("raise_exception", (Value.Callable) arguments -> {
            throw new JinjaException(JinjaException.Kind.RAISED,
                    PyWriter.str(arguments.required(0, "message"), budget));
        });
        scope.set("strftime_now",
                (Value.Callable) arguments -> Value.of(TimeFormat.format(arguments.text(0, "format"), clock)));
    }

    private static Value range(Arguments arguments, Budget budget) {
        arguments.expect("range", "start", "stop", "step");
        long first = PyObjects.integer(arguments.required(0, "stop"));
        boolean one = arguments.positional().size() == 1;
        long start = one ? 0 : first;
        long stop = one ? first : PyObjects.integer(arguments.required(1, "stop"));
        long step = PyObjects.integer(arguments.get(2, "step", Value.of(1)));
        if (step == 0) {
            throw JinjaException.operation("the step of a range is zero");
        }
        List<Value> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (numbers.size() >= LONGEST_RANGE) {
                throw JinjaException.limit("a range is longer than " + LONGEST_RANGE);
            }
            numbers.add(Value.of(i));
        }
        budget.charge(numbers.size());
        return Value.list(numbers);
    }

    private static Map<Value, Value> entries(Arguments arguments, Budget budget) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Value source : arguments.positional()) {
            if (source instanceof Value.Dict dict) {
                entries.putAll(dict.entries());
                continue;
            }
            for (Value pair : PyObjects.toList(source, budget)) {
                List<Value> both = PyObjects.toList(pair, budget);
                if (both.size() != 2) {
                    throw JinjaException.operation("a mapping is made of pairs");
                }
                entries.put(PyObjects.key(both.get(0)), both.get(1));
            }
        }
        arguments.named().forEach((name, value) -> entries.put(Value.of(name), value));
        return entries;
    }
}
