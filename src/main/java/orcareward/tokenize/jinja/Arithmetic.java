package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;

/** {@code + - * / // % **} with Python's results; integers beyond 64 bits are refused. */
final class Arithmetic {
    private final Budget budget;

    Arithmetic(Budget budget) {
        this.budget = budget;
    }

    Value apply(String operator, Value left, Value right) {
        if (left instanceof Value.Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Value.Undefined undefined && !(operator.equals("%") && left instanceof Value.Str)) {
            throw undefined.failure();
        }
        try {
            return switch (operator) {
                case "+" -> add(left, right);
                case "*" -> multiply(left, right);
                case "%" -> left instanceof Value.Str format
                        ? Value.of(PercentFormat.format(format.value(), right, budget))
                        : numbers(operator, left, right);
                default -> numbers(operator, left, right);
            };
        } catch (ArithmeticException e) {
            throw JinjaException.operation(e.getMessage() != null && e.getMessage().contains("zero")
                    ? "division by zero"
                    : "a number is too large");
        }
    }

    private Value add(Value left, Value right) {
        if (left instanceof Value.Str a && right instanceof Value.Str b) {
            budget.allow((long) a.value().length() + b.value().length());
            return Value.of(a.value() + b.value());
        }
        if (left instanceof Value.Sequence a && right instanceof Value.Sequence b && a.tuple() == b.tuple()) {
            budget.allow((long) a.items().size() + b.items().size());
            List<Value> items = new ArrayList<>(a.items());
            items.addAll(b.items());
            return new Value.Sequence(items, a.tuple());
        }
        return numbers("+", left, right);
    }

    private Value multiply(Value left, Value right) {
        if (left instanceof Value.Str || left instanceof Value.Sequence) {
            return repeat(left, right);
        }
        if (right instanceof Value.Str || right instanceof Value.Sequence) {
            return repeat(right, left);
        }
        return numbers("*", left, right);
    }

    private Value repeat(Value value, Value times) {
        if (times instanceof Value.Real || !PyObjects.isNumber(times)) {
            throw unsupported("*", value, times);
        }
        long count = Math.max(0, PyObjects.integer(times));
        if (value instanceof Value.Str text) {
            budget.allow(Math.multiplyExact(count, (long) text.value().length()));
            return Value.of(text.value().repeat(text.value().isEmpty() ? 0 : (int) count));
        }
        Value.Sequence sequence = (Value.Sequence) value;
        budget.allow(Math.multiplyExact(count, (long) sequence.items().size()));
        List<Value> items = new ArrayList<>();
        for (long i = 0; i < count && !sequence.items().isEmpty(); i++) {
            items.addAll(sequence.items());
        }
        return new Value.Sequence(items, sequence.tuple());
    }

    private static Value numbers(String operator, Value left, Value right) {
        if (!PyObjects.isNumber(left) || !PyObjects.isNumber(right)) {
            throw unsupported(operator, left, right);
        }
        if (left instanceof Value.Real || right instanceof Value.Real || operator.equals("/")) {
            return new Value.Real(reals(operator, PyObjects.real(left), PyObjects.real(right)));
        }
        long a = PyObjects.integer(left);
        long b = PyObjects.integer(right);
        return switch (operator) {
            case "+" -> Value.of(Math.addExact(a, b));
            case "-" -> Value.of(Math.subtractExact(a, b));
            case "*" -> Value.of(Math.multiplyExact(a, b));
            case "//" -> Value.of(Math.floorDivExact(a, b));
            case "%" -> Value.of(Math.floorMod(a, b));
            default -> b < 0 ? new Value.Real(reals("**", (double) a, (double) b)) : Value.of(power(a, b));
        };
    }

    private static double reals(String operator, double a, double b) {
        if (b == 0 && List.of("/", "//", "%").contains(operator)) {
            throw new ArithmeticException("division by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> {
                double rest = a % b;
                yield rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
            }
            default -> Math.pow(a, b);
        };
    }

    private static long power(long base, long exponent) {
        if (exponent > 64 && base != 0 && base != 1 && base != -1) {
            throw new ArithmeticException("overflow");
        }
        if (base == 0 || base == 1 || base == -1) {
            return exponent == 0 ? 1 : base == -1 && exponent % 2 == 0 ? 1 : base;
        }
        long power = 1;
        for (long i = 0; i < exponent; i++) {
            power = Math.multiplyExact(power, base);
        }
        return power;
    }

    static JinjaException unsupported(String operator, Value left, Value right) {
        return JinjaException.operation("'" + operator + "' is not possible between values of type "
                + PyObjects.typeName(left) + " and " + PyObjects.typeName(right));
    }
}
