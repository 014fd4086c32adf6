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
import org.jspecify.annotations.Nullable;

/** What stands between operators: names, literals, subscripts, calls, filters and tests. */
final class OperandParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    /** Names met since each {@link #startNames}, so that a macro knows whether it uses {@code varargs}. */
    private final Deque<Set<String>> names = new ArrayDeque<>();

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
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
                    Expression inner = expressions.parenthesised();
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
            items.add(expressions.expression());
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
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            pairs.add(new Expression.Pair(key, expressions.expression()));
        }
        tokens.expectOperator("}");
        return new Expression.Pairs(pairs);
    }

    Expression postfix(Expression start) {
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
        Expression start = tokens.peek().isOperator(":") ? null : expressions.expression();
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
        return tokens.peek().isOperator(":") || tokens.peek().isOperator("]") ? null : expressions.expression();
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
                spread = expressions.expression();
            } else if (tokens.skipOperator("**")) {
                namedSpread = expressions.expression();
            } else if (token.type() == Token.Type.NAME && tokens.peekSecond().isOperator("=")) {
                tokens.next();
                tokens.next();
                named.put(token.text(), expressions.expression());
            } else if (named.isEmpty() && spread == null && namedSpread == null) {
                positional.add(expressions.expression());
            } else {
                throw JinjaException.syntax("an argument without a name follows one with a name", token.line());
            }
        }
        tokens.expectOperator(")");
        return new CallArguments(positional, named, spread, namedSpread);
    }

    Expression filtersAndTests(Expression start) {
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
}
