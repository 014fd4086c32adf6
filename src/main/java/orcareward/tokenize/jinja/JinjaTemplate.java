package orcareward.tokenize.jinja;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed template. Immutable; may render on several threads at once. */
public final class JinjaTemplate {
    private final List<Statement> statements;
    private final Clock clock;
    private final JinjaLimits limits;

    private JinjaTemplate(List<Statement> statements, Clock clock, JinjaLimits limits) {
        this.statements = statements;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Reads a template.
     *
     * @param clock what {@code strftime_now} reads
     * @throws JinjaException of kind SYNTAX, with the line
     */
    public static JinjaTemplate parse(String template, Clock clock, JinjaLimits limits) {
        return new JinjaTemplate(Parser.parse(template), clock, limits);
    }

    /**
     * Renders it.
     *
     * @param variables plain Java values: String, Number, Boolean, List, Map with String keys, null. Their texts are printed
     *        and compared, never read as templates.
     * @throws JinjaException when the template refuses them, or fails on them, with its line
     */
    public String render(Map<String, ? extends @Nullable Object> variables) {
        Budget budget = new Budget(limits);
        Scope globals = new Scope(null);
        Functions.addTo(globals, clock, budget);
        variables.forEach((name, value) -> globals.set(name, Value.from(value)));
        return new Interpreter(budget).render(statements, new Scope(globals));
    }
}
