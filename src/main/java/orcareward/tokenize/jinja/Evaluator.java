package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orcareward.tokenize.jinja.Expression.CallArguments;
import org.jspecify.annotations.Nullable;

/** Expressions to values. */
final class Evaluator {
    private final Budget budget;
    private final Access access;
    private final Arithmetic arithmetic;
    private final Tests tests;
    private final Filters filters;

    Evaluator(Budget budget) {
        this.budget = budget;
        this.access = new Access(budget);
        this.arithmetic = new Arithmetic(budget);
        this.tests = new Tests(budget);
        this.filters = new Filters(access, tests, arithmetic, budget);
    }

    Value value(Expression expression, Scope scope) {
        budget.enter();
        Value value = switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.Attribute attribute -> access.attribute(value(attribute.target(), scope), attribute.name());
            case Expression.Item item -> access.item(value(item.target(), scope), value(item.key(), scope));
            case Expression.Slice slice -> access.slice(value(slice.target(), scope), optional(slice.start(), scope),
                    optional(slice.stop(), scope), optional(slice.step(), scope));
            case Expression.Call call -> call(value(call.function(), scope), arguments(call.arguments(), scope));
            case Expression.Filter filter -> filters.apply(filter.name(), value(filter.target(), scope),
                    arguments(filter.arguments(), scope));
            case Expression.Test test -> Value.of(tests.holds(test.name(), value(test.target(), scope),
                    arguments(test.arguments(), scope)));
            case Expression.Not not -> Value.of(!isTrue(not.operand(), scope));
            case Expression.Negative negative -> arithmetic.apply("*", value(negative.operand(), scope), Value.of(-1));
            case Expression.Positive positive -> arithmetic.apply("*", value(positive.operand(), scope), Value.of(1));
            case Expression.Binary binary -> arithmetic.apply(binary.operator(), value(binary.left(), scope),
                    value(binary.right(), scope));
            case Expression.And and -> {
                Value left = value(and.left(), scope);
                yield PyObjects.isTrue(left) ? value(and.right(), scope) : left;
            }
            case Expression.Or or -> {
                Value left = value(or.left(), scope);
                yield PyObjects.isTrue(left) ? left : value(or.right(), scope);
            }
            case Expression.Compare compare -> Value.of(compare(compare, scope));
            case Expression.Concat concat -> concat(concat.parts(), scope);
            case Expression.Conditional conditional -> conditional(conditional, scope);
            case Expression.Items items -> new Value.Sequence(values(items.items(), scope), items.tuple());
            case Expression.Pairs pairs -> pairs(pairs.pairs(), scope);
        };
        budget.leave();
        return value;
    }

    boolean isTrue(Expression expression, Scope scope) {
        return PyObjects.isTrue(value(expression, scope));
    }

    private Value optional(@Nullable Expression expression, Scope scope) {
        return expression == null ? Value.None.NONE : value(expression, scope);
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Value pairs(List<Expression.Pair> pairs, Scope scope) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Expression.Pair pair : pairs) {
            entries.put(PyObjects.key(value(pair.key(), scope)), value(pair.value(), scope));
        }
        return new Value.Dict(entries);
    }

    private Value concat(List<Expression> parts, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Expression part : parts) {
            text.append(PyWriter.str(value(part, scope), budget));
            budget.checkSize(text.length());
        }
        budget.allow(text.length());
        return Value.of(text.toString());
    }

    private Value conditional(Expression.Conditional conditional, Scope scope) {
        if (isTrue(conditional.condition(), scope)) {
            return value(conditional.yes(), scope);
        }
        return conditional.no() == null
                ? new Value.Undefined("the inline if-expression evaluated to false and no else section was defined.")
                : value(conditional.no(), scope);
    }

    private boolean compare(Expression.Compare compare, Scope scope) {
        Value left = value(compare.first(), scope);
        for (Expression.Comparison comparison : compare.others()) {
            Value right = value(comparison.right(), scope);
            boolean holds = switch (comparison.operator()) {
                case "==" -> PyObjects.equal(left, right, budget);
                case "!=" -> !PyObjects.equal(left, right, budget);
                case "in" -> PyObjects.contains(right, left, budget);
                case "not in" -> !PyObjects.contains(right, left, budget);
                case "<" -> PyObjects.compare(left, right, budget) < 0;
                case "<=" -> PyObjects.compare(left, right, budget) <= 0;
                case ">" -> PyObjects.compare(left, right, budget) > 0;
                default -> PyObjects.compare(left, right, budget) >= 0;
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private static Value call(Value function, Arguments arguments) {
        return switch (function) {
            case Value.Callable callable -> callable.call(arguments);
            case Loop loop -> loop.call(arguments);
            case Value.Undefined undefined -> throw undefined.failure();
            default -> throw JinjaException.operation(
                    "a value of type " + PyObjects.typeName(function) + " can't be called");
        };
    }

    Arguments arguments(CallArguments call, Scope scope) {
        if (call.isEmpty()) {
            return Arguments.NONE;
        }
        List<Value> positional = values(call.positional(), scope);
        if (call.spread() != null) {
            positional.addAll(PyObjects.toList(value(call.spread(), scope), budget));
        }
        Map<String, Value> named = new LinkedHashMap<>();
        call.named().forEach((name, expression) -> named.put(name, value(expression, scope)));
        if (call.namedSpread() != null) {
            if (!(value(call.namedSpread(), scope) instanceof Value.Dict more)) {
                throw JinjaException.operation("a mapping is needed after '**'");
            }
            more.entries().forEach((key, entry) -> named.put(PyObjects.text(key), entry));
        }
        return new Arguments(positional, named);
    }

    /** Calls with one more argument of that name. */
    Value callWith(Expression.Call call, String name, Value extra, Scope scope) {
        Arguments arguments = arguments(call.arguments(), scope);
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        named.put(name, extra);
        return call(value(call.function(), scope), new Arguments(arguments.positional(), named));
    }
}
