package orcareward.tokenize.jinja;

import java.util.List;
import java.util.Set;

/** Tokens read one after the other, with one token of foresight more than the next. */
final class TokenStream {
    /** Nested tags and parentheses in a template's source; each costs about a dozen frames of the parser's stack. */
    private static final int DEEPEST = 100;

    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    Token expect(Token.Type type) {
        if (peek().type() != type) {
            throw JinjaException.syntax("unexpected " + peek().describe(), peek().line());
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw JinjaException.syntax("expected '" + operator + "' before " + peek().describe(), peek().line());
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw JinjaException.syntax("expected '" + name + "' before " + peek().describe(), peek().line());
        }
    }

    boolean skipOperator(String operator) {
        boolean found = peek().isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = peek().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    JinjaException unexpectedEnd(Set<String> wanted) {
        return JinjaException.syntax("the template ends before "
                + String.join(" or ", wanted.stream().sorted().map(name -> "'" + name + "'").toList()), peek().line());
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw JinjaException.syntax("the template nests deeper than " + DEEPEST + " levels", peek().line());
        }
    }

    void leave() {
        depth--;
    }
}
