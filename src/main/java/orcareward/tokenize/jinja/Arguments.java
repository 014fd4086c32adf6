package orcareward.tokenize.jinja;

import java.util.List;
import java.util.Map;

/** What a function is called with, bound to its parameters by place or name. */
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** Fails unless all arguments belong to these parameters. */
    Arguments expect(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw JinjaException.operation(function + " takes at most " + parameters.length + " arguments, not "
                    + positional.size());
        }
        List<String> open = List.of(parameters).subList(positional.size(), parameters.length);
        named.keySet().stream().filter(name -> !open.contains(name)).findFirst().ifPresent(name -> {
            throw JinjaException.operation(function + " takes no argument '" + name + "' here");
        });
        return this;
    }

    boolean has(int place, String name) {
        return place < positional.size() || named.containsKey(name);
    }

    Value get(int place, String name, Value fallback) {
        return place < positional.size() ? positional.get(place) : named.getOrDefault(name, fallback);
    }

    Value required(int place, String name) {
        if (!has(place, name)) {
            throw JinjaException.operation("the argument '" + name + "' is missing");
        }
        return get(place, name, Value.None.NONE);
    }

    boolean flag(int place, String name, boolean fallback) {
        return PyObjects.isTrue(get(place, name, Value.of(fallback)));
    }

    /** A text argument. */
    String text(int place, String name) {
        return PyObjects.text(required(place, name));
    }

    /** The arguments after the first {@code count} ones. */
    Arguments dropFirst(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }
}
