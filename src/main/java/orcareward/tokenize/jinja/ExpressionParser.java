package orcareward.tokenize.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orcareward.tokenize.jinja.Expression.CallArguments;
import orcareward.tokenize.jinja.Expression.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * Tokens to expressions, by recursive descent with Jinja's precedence, loosest first: inline if, or, and, not, comparison,
 * {@code + -}, {@code ~}, {@code * / // %}, {@code **}, sign, postfix, filters and tests.
 */
final class ExpressionParser {
    private final TokenStream tokens;
    /** Names met since each {@link #startNames}, so that a macro knows whether it uses {@code varargs}. */
    private final Deque<Set<String>> names = new ArrayDeque<>();

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Set<String> startNames() {
        Set<String> used = new HashSet<>();
        names.push(used);
        return used;
    }

    void endNames() {
        Set<String> inner = names.pop();
        if (!names.isEmpty()) {
            names.element().addAll(inner);
        }
    }

    /** One expression, or several with commas: a tuple. */
    Expression tuple() {
        return tuple(true, false);
    }

    /** As {@link #tuple} where an {@code if} that follows belongs to the statement. */
    Expression tupleWithoutConditional() {
        return tuple(false, false);
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
            value = primary();
        }
        value = postfix(value);
        return withFilters ? filtersAndTests(value) : value;
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.type()) {
            case NAME -> name(token.text());
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.peek().type() == Token.Type.STRING) {
                    text.append(tokens.next().text());
                }
                yield new Expression.Constant(new Value.Str(text.toString()));
            }
            case INTEGER -> new Expression.Constant(integer(token));
            case FLOAT -> new Expression.Constant(new Value.Real(Double.parseDouble(token.text().replace("_", ""))));
            case OPERATOR -> switch (token.text()) {
                case "(" -> {
                    tokens.enter();
                    Expression inner = tuple(true, true);
                    tokens.leave();
                    tokens.expectOperator(")");
                    yield inner;
                }
                case "[" -> list();
                case "{" -> pairs();
                default -> throw unexpected(token);
            };
            default -> throw unexpected(token);
        };
    }

    private Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Constant(Value.Bool.TRUE);
            case "false", "False" -> new Expression.Constant(Value.Bool.FALSE);
            case "none", "None" -> new Expression.Constant(Value.None.NONE);
            default -> {
                if (!names.isEmpty()) {
                    names.element().add(name);
                }
                yield new Expression.Name(name);
            }
        };
    }

    private static Value integer(Token token) {
        String digits = token.text().replace("_", "");
        try {
            return new Value.Int(PyNumbers.parseInteger(digits));
        } catch (NumberFormatException e) {
            throw JinjaException.syntax("the number " + token.text() + " is too large", token.line());
        }
    }

    private static JinjaException unexpected(Token token) {
        return JinjaException.syntax("unexpected " + token.describe(), token.line());
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        while (!tokens.peek().isOperator("]")) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.peek().isOperator("]")) {
                    break;
                }
            }
            items.add(expression());
        }
        tokens.expectOperator("]");
        return new Expression.Items(items, false);
    }

    private Expression pairs() {
        List<Expression.Pair> pairs = new ArrayList<>();
        while (!tokens.peek().isOperator("}")) {
            if (!pairs.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.peek().isOperator("}")) {
                    break;
                }
            }
            Expression key = expression();
            tokens.expectOperator(":");
            pairs.add(new Expression.Pair(key, expression()));
        }
        tokens.expectOperator("}");
        return new Expression.Pairs(pairs);
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.skipOperator(".")) {
                value = attribute(value);
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.peek().isOperator("(")) {
                value = new Expression.Call(value, callArguments());
            } else {
                return value;
            }
        }
    }

    private Expression attribute(Expression target) {
        Token name = tokens.next();
        return switch (name.type()) {
            case NAME -> new Expression.Attribute(target, name.text());
            case INTEGER -> new Expression.Item(target, new Expression.Constant(integer(name)));
            default -> throw unexpected(name);
        };
    }

    private Expression subscript(Expression target) {
        Expression start = tokens.peek().isOperator(":") ? null : expression();
        if (!tokens.skipOperator(":")) {
            if (start == null || !tokens.skipOperator("]")) {
                throw unexpected(tokens.peek());
            }
            return new Expression.Item(target, start);
        }
        Expression stop = sliceEnd();
        Expression step = tokens.skipOperator(":") ? sliceEnd() : null;
        tokens.expectOperator("]");
        return new Expression.Slice(target, start, stop, step);
    }

    private @Nullable Expression sliceEnd() {
        return tokens.peek().isOperator(":") || tokens.peek().isOperator("]") ? null : expression();
    }

    private CallArguments callArguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression spread = null;
        Expression namedSpread = null;
        boolean first = true;
        while (!tokens.peek().isOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.peek().isOperator(")")) {
                    break;
                }
            }
            first = false;
            Token token = tokens.peek();
            if (tokens.skipOperator("*")) {
                spread = expression();
            } else if (tokens.skipOperator("**")) {
                namedSpread = expression();
            } else if (token.type() == Token.Type.NAME && tokens.peekSecond().isOperator("=")) {
                tokens.next();
                tokens.next();
                named.put(token.text(), expression());
            } else if (named.isEmpty() && spread == null && namedSpread == null) {
                positional.add(expression());
            } else {
                throw JinjaException.syntax("an argument without a name follows one with a name", token.line());
            }
        }
        tokens.expectOperator(")");
        return new CallArguments(positional, named, spread, namedSpread);
    }

    private Expression filtersAndTests(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.peek().isOperator("|")) {
                value = filterChain(value, false);
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.peek().isOperator("(")) {
                value = new Expression.Call(value, callArguments());
            } else {
                return value;
            }
        }
    }

    /** {@code | name(...) | name(...)}; where it begins a tag, the first bar is left out. */
    Expression filterChain(Expression start, boolean withoutFirstBar) {
        Expression value = start;
        boolean named = withoutFirstBar;
        while (named || tokens.skipOperator("|")) {
            named = false;
            String name = dottedName();
            value = new Expression.Filter(value, name,
                    tokens.peek().isOperator("(") ? callArguments() : CallArguments.NONE);
        }
        return value;
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expect(Token.Type.NAME).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Token.Type.NAME).text());
        }
        return name.toString();
    }

    private Expression test(Expression target) {
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (tokens.peek().isOperator("(")) {
            arguments = callArguments();
        } else if (isTestArgument(tokens.peek())) {
            arguments = new CallArguments(List.of(postfix(primary())), Map.of(), null, null);
        }
        Expression test = new Expression.Test(target, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private static boolean isTestArgument(Token token) {
        return switch (token.type()) {
            case NAME -> {
                if (token.isName("is")) {
                    throw JinjaException.syntax("tests with 'is' can't be chained", token.line());
                }
                yield !Set.of("else", "or", "and").contains(token.text());
            }
            case STRING, INTEGER, FLOAT -> true;
            default -> token.isOperator("[") || token.isOperator("{");
        };
    }
}
