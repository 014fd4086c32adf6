package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tokens to statements; see {@link ExpressionParser} for what stands inside of them. */
final class Parser {
    private static final Set<String> REFUSED = Set.of("extends", "block", "include", "import", "from", "autoescape");

    private static final Set<String> LITERALS = Set.of("true", "True", "false", "False", "none", "None");

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    private Parser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    /** A whole template. */
    static List<Statement> parse(String template) {
        Parser parser = new Parser(new TokenStream(Lexer.tokens(template)));
        return parser.statements(Set.of());
    }

    /** Statements up to a block tag of one of these names, which is left as the next token; up to the end for none. */
    private List<Statement> statements(Set<String> ends) {
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            switch (token.type()) {
                case DATA -> body.add(new Statement.Text(token.text(), token.line()));
                case PRINT_BEGIN -> {
                    body.add(new Statement.Print(expressions.tuple(), token.line()));
                    tokens.expect(Token.Type.PRINT_END);
                }
                case BLOCK_BEGIN -> {
                    if (tokens.peek().type() == Token.Type.NAME && ends.contains(tokens.peek().text())) {
                        return body;
                    }
                    tokens.enter();
                    statement(body);
                    tokens.leave();
                    tokens.expect(Token.Type.BLOCK_END);
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw tokens.unexpectedEnd(ends);
                    }
                    return body;
                }
            }
        }
    }

    private void statement(List<Statement> body) {
        Token tag = tokens.expect(Token.Type.NAME);
        int line = tag.line();
        switch (tag.text()) {
            case "if" -> body.add(ifStatement(line));
            case "for" -> body.add(forStatement(line));
            case "set" -> body.add(setStatement(line));
            case "macro" -> {
                String name = tokens.expect(Token.Type.NAME).text();
                body.add(new Statement.DefineMacro(macro(name), line));
            }
            case "call" -> body.add(callBlock(line));
            case "filter" -> {
                Expression filter = expressions.operands().filterChain(new Expression.Name(Statement.BODY), true);
                body.add(new Statement.FilterBlock(filter, block("endfilter"), line));
            }
            case "with" -> body.add(withStatement(line));
            case "generation" -> body.add(new Statement.Generation(block("endgeneration"), line));
            case "break" -> body.add(new Statement.Break(line));
            case "continue" -> body.add(new Statement.Continue(line));
            case "print" -> printStatement(body, line);
            default -> throw JinjaException.syntax(REFUSED.contains(tag.text())
                    ? "the tag '" + tag.text() + "' is not supported in chat templates"
                    : "unknown tag '" + tag.text() + "'", line);
        }
    }

    /** The rest of a tag, the statements up to {@code end}, and that name. */
    private List<Statement> block(String end) {
        List<Statement> body = blockUpTo(Set.of(end));
        tokens.next();
        return body;
    }

    private List<Statement> blockUpTo(Set<String> ends) {
        tokens.skipOperator(":");
        tokens.expect(Token.Type.BLOCK_END);
        return statements(ends);
    }

    private Statement ifStatement(int line) {
        List<Statement.Branch> branches = new ArrayList<>();
        Expression condition = expressions.tupleWithoutConditional();
        while (true) {
            List<Statement> body = blockUpTo(Set.of("elif", "else", "endif"));
            branches.add(new Statement.Branch(condition, body));
            String end = tokens.next().text();
            if (end.equals("elif")) {
                condition = expressions.tupleWithoutConditional();
                continue;
            }
            if (end.equals("else")) {
                branches.add(new Statement.Branch(null, block("endif")));
            }
            return new Statement.If(branches, line);
        }
    }

    private Statement forStatement(int line) {
        Statement.Target target = target(false);
        tokens.expectName("in");
        Expression items = expressions.tupleWithoutConditional();
        Expression condition = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        List<Statement> body = blockUpTo(Set.of("endfor", "else"));
        List<Statement> otherwise = tokens.next().text().equals("else") ? block("endfor") : List.of();
        return new Statement.For(target, items, condition, recursive, body, otherwise, line);
    }

    private Statement setStatement(int line) {
        Statement.Target target = target(true);
        if (tokens.skipOperator("=")) {
            return new Statement.Set(target, expressions.tuple(), line);
        }
        Expression filter = tokens.peek().isOperator("|")
                ? expressions.operands().filterChain(new Expression.Name(Statement.BODY), false)
                : null;
        return new Statement.SetBlock(target, filter, block("endset"), line);
    }

    private Statement withStatement(int line) {
        List<Statement.Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (tokens.peek().type() != Token.Type.BLOCK_END) {
            if (!targets.isEmpty()) {
                tokens.expectOperator(",");
            }
            targets.add(singleTarget(false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(targets, values, block("endwith"), line);
    }

    private Statement callBlock(int line) {
        Set<String> used = expressions.operands().startNames();
        List<Statement.Parameter> parameters = tokens.peek().isOperator("(") ? parameters() : List.of();
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw JinjaException.syntax("'call' needs a call", line);
        }
        List<Statement> body = block("endcall");
        expressions.operands().endNames();
        return new Statement.CallBlock(call, new Statement.MacroDefinition("caller", parameters, body, used), line);
    }

    private Statement.MacroDefinition macro(String name) {
        Set<String> used = expressions.operands().startNames();
        List<Statement.Parameter> parameters = parameters();
        List<Statement> body = block("endmacro");
        expressions.operands().endNames();
        return new Statement.MacroDefinition(name, parameters, body, used);
    }

    private List<Statement.Parameter> parameters() {
        List<Statement.Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.peek().isOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            Token name = tokens.expect(Token.Type.NAME);
            Expression fallback = tokens.skipOperator("=") ? expressions.expression() : null;
            if (fallback == null && !parameters.isEmpty() && parameters.getLast().fallback() != null) {
                throw JinjaException.syntax("the parameter '" + name.text() + "' needs a default as the one before it",
                        name.line());
            }
            parameters.add(new Statement.Parameter(name.text(), fallback));
        }
        tokens.next();
        return parameters;
    }

    private void printStatement(List<Statement> body, int line) {
        boolean first = true;
        while (tokens.peek().type() != Token.Type.BLOCK_END) {
            if (!first) {
                tokens.expectOperator(",");
            }
            body.add(new Statement.Print(expressions.expression(), line));
            first = false;
        }
    }

    /** One or more names, with or without parentheses. */
    private Statement.Target target(boolean namespaces) {
        Statement.Target first = singleTarget(namespaces);
        if (!tokens.peek().isOperator(",")) {
            return first;
        }
        List<Statement.Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && isTargetStart()) {
            targets.add(singleTarget(namespaces));
        }
        return new Statement.TupleTarget(targets);
    }

    private boolean isTargetStart() {
        Token token = tokens.peek();
        return token.isOperator("(") || (token.type() == Token.Type.NAME && !token.isName("in"));
    }

    private Statement.Target singleTarget(boolean namespaces) {
        if (tokens.skipOperator("(")) {
            Statement.Target inner = target(namespaces);
            tokens.expectOperator(")");
            return inner;
        }
        Token name = tokens.expect(Token.Type.NAME);
        if (LITERALS.contains(name.text())) {
            throw JinjaException.syntax("can't assign to '" + name.text() + "'", name.line());
        }
        if (namespaces && tokens.skipOperator(".")) {
            return new Statement.NamespaceTarget(name.text(), tokens.expect(Token.Type.NAME).text());
        }
        return new Statement.NameTarget(name.text());
    }
}
