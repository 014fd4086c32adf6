package orcareward.tokenize.jinja;

import java.util.Set;

/** {@code value is name(...)}. */
final class Tests {
    private static final Set<String> NAMES = Set.of("defined", "undefined", "none", "boolean", "true", "false",
            "integer", "float", "number", "string", "mapping", "sequence", "iterable", "callable", "odd", "even",
            "divisibleby", "lower", "upper", "sameas", "escaped", "in", "eq", "equalto", "==", "ne", "!=", "gt",
            "greaterthan", ">", "ge", ">=", "lt", "lessthan", "<", "le", "<=", "filter", "test");

    private final Budget budget;

    Tests(Budget budget) {
        this.budget = budget;
    }

    boolean holds(String name, Value value, Arguments arguments) {
        budget.charge(1);
        return switch (name) {
            case "defined" -> !(value instanceof Value.Undefined);
            case "undefined" -> value instanceof Value.Undefined;
            case "none" -> value == Value.None.NONE;
            case "boolean" -> value instanceof Value.Bool;
            case "true" -> value instanceof Value.Bool bool && bool.value();
            case "false" -> value instanceof Value.Bool bool && !bool.value();
            case "integer" -> value instanceof Value.Int;
            case "float" -> value instanceof Value.Real;
            case "number" -> PyObjects.isNumber(value);
            case "string" -> value instanceof Value.Str;
            case "mapping" -> value instanceof Value.Dict;
            case "sequence" -> value instanceof Value.Str || value instanceof Value.Sequence
                    || value instanceof Value.Dict || value instanceof Value.Undefined;
            case "iterable" -> PyObjects.isIterable(value);
            case "callable" -> value instanceof Value.Callable;
            case "odd" -> Math.floorMod(PyObjects.integer(value), 2) == 1;
            case "even" -> Math.floorMod(PyObjects.integer(value), 2) == 0;
            case "divisibleby" -> divisible(PyObjects.integer(value), PyObjects.integer(arguments.required(0, "num")));
            case "lower" -> StringMethods.isCased(PyWriter.str(value, budget), Character::isLowerCase);
            case "upper" -> StringMethods.isCased(PyWriter.str(value, budget), Character::isUpperCase);
            case "escaped" -> false;
            case "filter" -> Filters.NAMES.contains(PyObjects.text(value));
            case "test" -> NAMES.contains(PyObjects.text(value));
            default -> compares(name, value, arguments);
        };
    }

    private static boolean divisible(long number, long divisor) {
        if (divisor == 0) {
            throw JinjaException.operation("division by zero");
        }
        return number % divisor == 0;
    }

    private boolean compares(String name, Value value, Arguments arguments) {
        if (!NAMES.contains(name)) {
            throw JinjaException.syntax("there is no test called '" + name + "'", 0);
        }
        Value other = arguments.required(0, "other");
        return switch (name) {
            case "sameas" -> isSame(value, other);
            case "in" -> PyObjects.contains(other, value, budget);
            case "eq", "equalto", "==" -> PyObjects.equal(value, other, budget);
            case "ne", "!=" -> !PyObjects.equal(value, other, budget);
            case "gt", "greaterthan", ">" -> PyObjects.compare(value, other, budget) > 0;
            case "ge", ">=" -> PyObjects.compare(value, other, budget) >= 0;
            case "lt", "lessthan", "<" -> PyObjects.compare(value, other, budget) < 0;
            default -> PyObjects.compare(value, other, budget) <= 0;
        };
    }

    /** Python's {@code is}: the same constant, small number, or container. */
    @SuppressWarnings("ReferenceEquality") // What is asked here.
    private static boolean isSame(Value value, Value other) {
        return switch (value) {
            case Value.Bool bool -> value.equals(other);
            case Value.Int number -> value.equals(other);
            case Value.Str text -> value.equals(other);
            default -> value == other;
        };
    }
}
