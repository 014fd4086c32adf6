package orcareward.tokenize.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A macro or the body of a call block: sees the names where it was defined, returns what it prints. */
final class Macro implements Value.Callable {
    private final Statement.MacroDefinition definition;
    private final Scope outer;
    private final Evaluator evaluator;
    private final BiFunction<List<Statement>, Scope, String> renderer;

    Macro(Statement.MacroDefinition definition, Scope outer, Evaluator evaluator,
            BiFunction<List<Statement>, Scope, String> renderer) {
        this.definition = definition;
        this.outer = outer;
        this.evaluator = evaluator;
        this.renderer = renderer;
    }

    @Override
    public Value call(Arguments arguments) {
        Scope scope = new Scope(outer);
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        List<Statement.Parameter> parameters = definition.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            boolean byPlace = i < arguments.positional().size();
            Value given = byPlace ? arguments.positional().get(i) : named.remove(name);
            scope.set(name, given == null ? fallback(parameters.get(i), scope) : given);
        }
        if (definition.namesUsed().contains("caller") && !definition.name().equals("caller")) {
            Value caller = named.remove("caller");
            scope.set("caller", caller == null ? new Value.Undefined("No caller defined") : caller);
        }
        rest(arguments, named, scope);
        return Value.of(renderer.apply(definition.body(), scope));
    }

    private Value fallback(Statement.Parameter parameter, Scope scope) {
        return parameter.fallback() == null
                ? new Value.Undefined("parameter '" + parameter.name() + "' was not provided")
                : evaluator.value(parameter.fallback(), scope);
    }

    /** Arguments without a parameter are an error unless the body asks for them by name. */
    private void rest(Arguments arguments, Map<String, Value> named, Scope scope) {
        int count = definition.parameters().size();
        List<Value> extra = arguments.dropFirst(count).positional();
        if (definition.namesUsed().contains("varargs")) {
            scope.set("varargs", new Value.Sequence(extra, true));
        } else if (!extra.isEmpty()) {
            throw JinjaException.operation("the macro '" + definition.name() + "' takes at most " + count
                    + " arguments");
        }
        if (definition.namesUsed().contains("kwargs")) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            named.forEach((name, value) -> entries.put(Value.of(name), value));
            scope.set("kwargs", new Value.Dict(entries));
        } else if (!named.isEmpty()) {
            throw JinjaException.operation("the macro '" + definition.name() + "' takes no argument '"
                    + named.keySet().iterator().next() + "'");
        }
    }
}
