package orcareward.tokenize.jinja;

import java.util.Iterator;
import java.util.List;

/** Carries statements out, printing as it goes. One for each rendering. */
final class Interpreter {
    /** How a list of statements ended. */
    private enum Flow {
        NORMAL, BREAK, CONTINUE
    }

    /** Work of one round of a loop, for the scope it makes. */
    private static final int ROUND = 5;

    private final Budget budget;
    private final Evaluator evaluator;

    Interpreter(Budget budget) {
        this.budget = budget;
        this.evaluator = new Evaluator(budget);
    }

    /** What the statements print. */
    String render(List<Statement> body, Scope scope) {
        StringBuilder out = new StringBuilder();
        run(body, scope, out);
        return out.toString();
    }

    private Flow run(List<Statement> body, Scope scope, StringBuilder out) {
        for (Statement statement : body) {
            Flow flow;
            try {
                budget.enter();
                flow = run(statement, scope, out);
                budget.leave();
            } catch (JinjaException e) {
                throw e.at(statement.line());
            }
            if (flow != Flow.NORMAL) {
                return flow;
            }
        }
        return Flow.NORMAL;
    }

    private Flow run(Statement statement, Scope scope, StringBuilder out) {
        switch (statement) {
            case Statement.Text text -> print(text.text(), out);
            case Statement.Print print -> print(PyWriter.str(evaluator.value(print.value(), scope), budget), out);
            case Statement.If branches -> {
                return runIf(branches, scope, out);
            }
            case Statement.For loop -> runFor(loop, evaluator.value(loop.items(), scope), 0, scope, out);
            case Statement.Set set -> assign(set.target(), evaluator.value(set.value(), scope), scope);
            case Statement.SetBlock block -> {
                Value text = Value.of(render(block.body(), new Scope(scope)));
                assign(block.target(), block.filter() == null ? text : filtered(block.filter(), text, scope), scope);
            }
            case Statement.FilterBlock block -> {
                Value text = Value.of(render(block.body(), new Scope(scope)));
                print(PyWriter.str(filtered(block.filter(), text, scope), budget), out);
            }
            case Statement.With with -> {
                Scope inner = new Scope(scope);
                for (int i = 0; i < with.targets().size(); i++) {
                    assign(with.targets().get(i), evaluator.value(with.values().get(i), scope), inner);
                }
                return run(with.body(), inner, out);
            }
            case Statement.DefineMacro define -> scope.set(define.macro().name(), macro(define.macro(), scope));
            case Statement.CallBlock block -> print(PyWriter.str(
                    evaluator.callWith(block.call(), "caller", macro(block.caller(), scope), scope), budget), out);
            case Statement.Generation generation -> {
                return run(generation.body(), new Scope(scope), out);
            }
            case Statement.Break stop -> {
                return Flow.BREAK;
            }
            case Statement.Continue next -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NORMAL;
    }

    private void print(String text, StringBuilder out) {
        budget.checkSize((long) out.length() + text.length());
        budget.charge(text.length() / 4);
        out.append(text);
    }

    private Value filtered(Expression filter, Value text, Scope scope) {
        Scope inner = new Scope(scope);
        inner.set(Statement.BODY, text);
        return evaluator.value(filter, inner);
    }

    private Value.Callable macro(Statement.MacroDefinition definition, Scope scope) {
        return new Macro(definition, scope, evaluator, this::render);
    }

    private Flow runIf(Statement.If branches, Scope scope, StringBuilder out) {
        for (Statement.Branch branch : branches.branches()) {
            if (branch.condition() == null || evaluator.isTrue(branch.condition(), scope)) {
                return run(branch.body(), scope, out);
            }
        }
        return Flow.NORMAL;
    }

    private void runFor(Statement.For statement, Value items, int depth0, Scope scope, StringBuilder out) {
        Loop.Body recursive = !statement.recursive() ? null : (inner, depth) -> {
            StringBuilder text = new StringBuilder();
            runFor(statement, inner, depth, scope, text);
            return text.toString();
        };
        boolean sized = statement.condition() == null && !(items instanceof Value.Generator);
        Loop loop = new Loop(passing(statement, items, scope), sized ? PyObjects.length(items) : -1, depth0, recursive,
                budget);
        if (!loop.hasNext()) {
            run(statement.otherwise(), new Scope(scope), out);
        }
        while (loop.hasNext()) {
            budget.charge(ROUND);
            Scope inner = new Scope(scope);
            assign(statement.target(), loop.next(), inner);
            inner.set("loop", loop);
            if (run(statement.body(), inner, out) == Flow.BREAK) {
                return;
            }
        }
    }

    /** The items that a loop's {@code if} lets through, looked at one by one as the loop comes to them. */
    private Iterator<Value> passing(Statement.For statement, Value items, Scope scope) {
        Iterator<Value> all = PyObjects.iterate(items);
        Expression condition = statement.condition();
        return condition == null ? all : new FilteredItems(all, item -> {
            Scope inner = new Scope(scope);
            assign(statement.target(), item, inner);
            return evaluator.isTrue(condition, inner);
        }, item -> item);
    }

    private void assign(Statement.Target target, Value value, Scope scope) {
        switch (target) {
            case Statement.NameTarget name -> scope.set(name.name(), value);
            case Statement.NamespaceTarget attribute -> {
                if (!(scope.get(attribute.namespace()) instanceof Value.Namespace namespace)) {
                    throw JinjaException.operation("cannot assign attribute on non-namespace object");
                }
                namespace.attributes().put(attribute.attribute(), value);
            }
            case Statement.TupleTarget tuple -> {
                List<Value> items = PyObjects.toList(value, budget);
                if (items.size() != tuple.targets().size()) {
                    throw JinjaException.operation("there are " + items.size() + " values for "
                            + tuple.targets().size() + " names");
                }
                for (int i = 0; i < items.size(); i++) {
                    assign(tuple.targets().get(i), items.get(i), scope);
                }
            }
        }
    }
}
