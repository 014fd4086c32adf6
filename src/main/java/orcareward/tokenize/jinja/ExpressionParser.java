package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orcareward.tokenize.jinja.Expression.Comparison;

/**
 * Tokens to expressions, by recursive descent with Jinja's precedence, loosest first: inline if, or, and, not, comparison,
 * {@code + -}, {@code ~}, {@code * / // %}, {@code **}, sign, postfix, filters and tests.
 */
final class ExpressionParser {
    private final TokenStream tokens;
    private final OperandParser operands;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    OperandParser operands() {
        return operands;
    }

    /** One expression, or several with commas: a tuple. */
    Expression tuple() {
        return tuple(true, false);
    }

    /** As {@link #tuple} where an {@code if} that follows belongs to the statement. */
    Expression tupleWithoutConditional() {
        return tuple(false, false);
    }

    /** What stands between parentheses: an expression or a tuple, which may be empty. */
    Expression parenthesised() {
        return tuple(true, true);
    }

    private Expression tuple(boolean conditional, boolean emptyAllowed) {
        List<Expression> items = new ArrayList<>();
        boolean comma = false;
        while (!isTupleEnd()) {
            items.add(conditional ? expression() : or());
            if (!tokens.skipOperator(",")) {
                break;
            }
            comma = true;
        }
        if (items.size() == 1 && !comma) {
            return items.getFirst();
        }
        if (items.isEmpty() && !emptyAllowed) {
            throw JinjaException.syntax("expected an expression before " + tokens.peek().describe(),
                    tokens.peek().line());
        }
        return new Expression.Items(items, true);
    }

    private boolean isTupleEnd() {
        Token token = tokens.peek();
        return switch (token.type()) {
            case PRINT_END, BLOCK_END -> true;
            default -> token.isOperator(")");
        };
    }

    /** One expression. */
    Expression expression() {
        tokens.enter();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression condition = or();
            Expression no = tokens.skipName("else") ? expression() : null;
            value = new Expression.Conditional(condition, value, no);
        }
        tokens.leave();
        return value;
    }

    private Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (tokens.skipName("not")) {
            tokens.enter();
            Expression operand = not();
            tokens.leave();
            return new Expression.Not(operand);
        }
        return compare();
    }

    private Expression compare() {
        Expression first = sum();
        List<Comparison> others = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.type() == Token.Type.OPERATOR
                    && Set.of("==", "!=", "<", "<=", ">", ">=").contains(token.text())) {
                tokens.next();
                others.add(new Comparison(token.text(), sum()));
            } else if (tokens.skipName("in")) {
                others.add(new Comparison("in", sum()));
            } else if (token.isName("not") && tokens.peekSecond().isName("in")) {
                tokens.next();
                tokens.next();
                others.add(new Comparison("not in", sum()));
            } else {
                return others.isEmpty() ? first : new Expression.Compare(first, others);
            }
        }
    }

    private Expression sum() {
        Expression left = concat();
        while (tokens.peek().isOperator("+") || tokens.peek().isOperator("-")) {
            left = new Expression.Binary(tokens.next().text(), left, concat());
        }
        return left;
    }

    private Expression concat() {
        Expression first = product();
        if (!tokens.peek().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Concat(parts);
    }

    private Expression product() {
        Expression left = power();
        while (tokens.peek().type() == Token.Type.OPERATOR
                && Set.of("*", "/", "//", "%").contains(tokens.peek().text())) {
            left = new Expression.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.skipOperator("**")) {
            left = new Expression.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Expression value;
        if (tokens.peek().isOperator("-") || tokens.peek().isOperator("+")) {
            tokens.enter();
            boolean negative = tokens.next().isOperator("-");
            Expression operand = unary(false);
            tokens.leave();
            value = negative ? new Expression.Negative(operand) : new Expression.Positive(operand);
        } else {
            value = operands.primary();
        }
        value = operands.postfix(value);
        return withFilters ? operands.filtersAndTests(value) : value;
    }
}
