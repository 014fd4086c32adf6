package orcareward.tokenize.jinja;

import org.jspecify.annotations.Nullable;

/** A template can't be read, or refuses what it was given. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong; the names that Python gives these stand beside them. */
    public enum Kind {
        /** The template is not valid Jinja ({@code TemplateSyntaxError}). */
        SYNTAX,
        /** The template called {@code raise_exception} ({@code TemplateError}): it refuses this conversation. */
        RAISED,
        /** A missing value was used ({@code UndefinedError}). */
        UNDEFINED,
        /** An operation that its operands don't allow ({@code TypeError}, {@code ValueError}, ...). */
        OPERATION,
        /** More work, depth or text than a chat template may need. */
        LIMIT
    }

    private final Kind kind;
    private final int line;

    /** At a line not yet known. */
    JinjaException(Kind kind, String message) {
        this(kind, message, 0, null);
    }

    private JinjaException(Kind kind, String message, int line, @Nullable JinjaException cause) {
        super(message, cause);
        this.kind = kind;
        this.line = line;
    }

    static JinjaException syntax(String message, int line) {
        return new JinjaException(Kind.SYNTAX, message, line, null);
    }

    static JinjaException operation(String message) {
        return new JinjaException(Kind.OPERATION, message);
    }

    static JinjaException limit(String message) {
        return new JinjaException(Kind.LIMIT, message);
    }

    /** The same with its place in the template, unless it has one already. */
    JinjaException at(int templateLine) {
        return line > 0 ? this : new JinjaException(kind, getMessage(), templateLine, this);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** 1-based line of the template, or 0 when unknown. */
    public int line() {
        return line;
    }

    /** Always there: an exception without words is no help. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
