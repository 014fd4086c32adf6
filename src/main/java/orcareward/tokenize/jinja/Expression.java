package orcareward.tokenize.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {
    record Constant(Value value) implements Expression {
    }

    record Name(String name) implements Expression {
    }

    /** {@code target.name}. */
    record Attribute(Expression target, String name) implements Expression {
    }

    /** {@code target[key]}. */
    record Item(Expression target, Expression key) implements Expression {
    }

    /** {@code target[start:stop:step]}. */
    record Slice(Expression target, @Nullable Expression start, @Nullable Expression stop, @Nullable Expression step)
            implements
                Expression {
    }

    record Call(Expression function, CallArguments arguments) implements Expression {
    }

    /** {@code target | name(arguments)}. */
    record Filter(Expression target, String name, CallArguments arguments) implements Expression {
    }

    /** {@code target is name(arguments)}. */
    record Test(Expression target, String name, CallArguments arguments) implements Expression {
    }

    record Not(Expression operand) implements Expression {
    }

    record Negative(Expression operand) implements Expression {
    }

    record Positive(Expression operand) implements Expression {
    }

    /** {@code + - * / // % **}. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
    }

    record And(Expression left, Expression right) implements Expression {
    }

    record Or(Expression left, Expression right) implements Expression {
    }

    /** {@code first < second <= third}. */
    record Compare(Expression first, List<Comparison> others) implements Expression {
    }

    /** {@code a ~ b ~ c}. */
    record Concat(List<Expression> parts) implements Expression {
    }

    /** {@code yes if condition else no}. */
    record Conditional(Expression condition, Expression yes, @Nullable Expression no) implements Expression {
    }

    record Items(List<Expression> items, boolean tuple) implements Expression {
    }

    record Pairs(List<Pair> pairs) implements Expression {
    }

    /** One entry of a {@link Pairs}. */
    record Pair(Expression key, Expression value) {
    }

    /**
     * One link of a chain of comparisons.
     *
     * @param operator {@code == != < <= > >= in}, or {@code not in}
     */
    record Comparison(String operator, Expression right) {
    }

    /**
     * What stands between the parentheses of a call.
     *
     * @param spread a list after {@code *}
     * @param namedSpread a mapping after {@code **}
     */
    record CallArguments(List<Expression> positional, Map<String, Expression> named, @Nullable Expression spread,
            @Nullable Expression namedSpread) {
        static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

        boolean isEmpty() {
            return positional.isEmpty() && named.isEmpty() && spread == null && namedSpread == null;
        }
    }
}
