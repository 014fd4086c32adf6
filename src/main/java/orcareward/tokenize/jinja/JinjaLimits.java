package orcareward.tokenize.jinja;

/**
 * How much a rendering may cost, since a template may be hostile.
 *
 * @param work steps: one for each expression, statement and item visited, one more for each four characters made
 * @param depth expressions, statements and macro calls inside each other
 * @param characters length of the output, of any text on the way, and of any list
 */
public record JinjaLimits(long work, int depth, int characters) {
    /** Ample for real templates over conversations of a million characters; about a second at the worst. */
    public static final JinjaLimits DEFAULT = new JinjaLimits(10_000_000, 400, 10_000_000);
}
