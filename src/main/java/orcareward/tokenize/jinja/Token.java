package orcareward.tokenize.jinja;

/**
 * A piece of a template.
 *
 * @param text a name, an operator, a number as written, or a text with its escapes resolved
 * @param line 1-based
 */
record Token(Type type, String text, int line) {
    enum Type {
        /** Text outside of tags. */
        DATA,
        /** An opening brace with a percent sign. */
        BLOCK_BEGIN, BLOCK_END,
        /** Two braces. */
        PRINT_BEGIN, PRINT_END, NAME, STRING, INTEGER, FLOAT, OPERATOR, END
    }

    boolean isName(String name) {
        return type == Type.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return type == Type.OPERATOR && text.equals(operator);
    }

    /** For messages. */
    String describe() {
        return switch (type) {
            case DATA -> "text";
            case BLOCK_BEGIN -> "'{%'";
            case BLOCK_END -> "'%}'";
            case PRINT_BEGIN -> "'{{'";
            case PRINT_END -> "'}}'";
            case END -> "the end of the template";
            case STRING -> "the text '" + text + "'";
            case NAME, INTEGER, FLOAT, OPERATOR -> "'" + text + "'";
        };
    }
}
