package orcareward.tokenize.jinja;

/** Backslash escapes of a text literal, as Python's {@code unicode-escape} codec reads them. */
final class Escapes {
    private Escapes() {
    }

    static String resolve(String literal, int line) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder text = new StringBuilder(literal.length());
        int at = 0;
        while (at < literal.length()) {
            char c = literal.charAt(at++);
            if (c != '\\') {
                text.append(c);
            } else {
                at = escape(literal, at, text, line);
            }
        }
        return text.toString();
    }

    /** Appends what the escape whose letter stands at {@code at} means; returns where the literal goes on. */
    private static int escape(String literal, int at, StringBuilder text, int line) {
        char letter = literal.charAt(at);
        switch (letter) {
            case '\n' -> {
                // A backslash at the end of a line joins it to the next.
            }
            case '\\', '\'', '"' -> text.append(letter);
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\u000b');
            case 'x' -> {
                return hex(literal, at + 1, 2, text, line);
            }
            case 'u' -> {
                return hex(literal, at + 1, 4, text, line);
            }
            case 'U' -> {
                return hex(literal, at + 1, 8, text, line);
            }
            case 'N' -> {
                return named(literal, at + 1, text, line);
            }
            default -> {
                if (letter >= '0' && letter <= '7') {
                    return octal(literal, at, text);
                }
                text.append('\\').append(letter);
            }
        }
        return at + 1;
    }

    private static int hex(String literal, int start, int digits, StringBuilder text, int line) {
        int end = start + digits;
        try {
            text.appendCodePoint(Integer.parseInt(literal.substring(start, end), 16));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw malformed(line);
        }
        return end;
    }

    private static int octal(String literal, int start, StringBuilder text) {
        int end = start;
        int value = 0;
        while (end < literal.length() && end < start + 3 && literal.charAt(end) >= '0' && literal.charAt(end) <= '7') {
            value = value * 8 + literal.charAt(end++) - '0';
        }
        text.appendCodePoint(value);
        return end;
    }

    private static int named(String literal, int start, StringBuilder text, int line) {
        int close = literal.indexOf('}', start);
        if (close < 0 || literal.charAt(start) != '{') {
            throw malformed(line);
        }
        try {
            text.appendCodePoint(Character.codePointOf(literal.substring(start + 1, close)));
        } catch (IllegalArgumentException e) {
            throw malformed(line);
        }
        return close + 1;
    }

    private static JinjaException malformed(int line) {
        return JinjaException.syntax("a backslash escape is malformed", line);
    }
}
