package orcareward.tokenize.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is carried out. */
sealed interface Statement {
    /** 1-based line in the template. */
    int line();

    record Text(String text, int line) implements Statement {
    }

    record Print(Expression value, int line) implements Statement {
    }

    /** Branches in order; the last one has no condition when there is an {@code else}. */
    record If(List<Branch> branches, int line) implements Statement {
    }

    /** One branch of an {@link If}; {@code else} has no condition. */
    record Branch(@Nullable Expression condition, List<Statement> body) {
    }

    record For(Target target, Expression items, @Nullable Expression condition, boolean recursive,
            List<Statement> body, List<Statement> otherwise, int line) implements Statement {
    }

    record Set(Target target, Expression value, int line) implements Statement {
    }

    /** {@code set name}, what its body prints, {@code endset}; the filter is applied to {@link #BODY}. */
    record SetBlock(Target target, @Nullable Expression filter, List<Statement> body, int line) implements Statement {
    }

    record FilterBlock(Expression filter, List<Statement> body, int line) implements Statement {
    }

    record With(List<Target> targets, List<Expression> values, List<Statement> body, int line) implements Statement {
    }

    record DefineMacro(MacroDefinition macro, int line) implements Statement {
    }

    /** A call whose macro may print the body by {@code caller()}. */
    record CallBlock(Expression.Call call, MacroDefinition caller, int line) implements Statement {
    }

    /** The part of an assistant's turn that is trained on in supervised training; it only prints. */
    record Generation(List<Statement> body, int line) implements Statement {
    }

    record Break(int line) implements Statement {
    }

    record Continue(int line) implements Statement {
    }

    /** The name under which a block's text stands in its filters; no template can write it. */
    String BODY = " body";

    /** What a macro or a call block consists of. */
    record MacroDefinition(String name, List<Parameter> parameters, List<Statement> body,
            java.util.Set<String> namesUsed) {
    }

    record Parameter(String name, @Nullable Expression fallback) {
    }

    /** Where a value goes. */
    sealed interface Target {
    }

    record NameTarget(String name) implements Target {
    }

    record NamespaceTarget(String namespace, String attribute) implements Target {
    }

    record TupleTarget(List<Target> targets) implements Target {
    }
}
