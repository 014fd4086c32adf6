package orcareward.tokenize.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens with {@code trim_blocks} and {@code lstrip_blocks} on, as transformers sets them: the newline
 * after a block tag goes, and so does the white space before one that begins its line; {@code -} strips more, {@code +}
 * keeps. A single newline at the template's end goes too.
 */
final class Lexer {
    private static final List<String> OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%",
            "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");
    private static final Pattern FLOAT = Pattern.compile(
            "(\\d+_)*\\d+((\\.(\\d+_)*\\d+)?[eE][+-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+)");
    private static final Pattern INTEGER = Pattern.compile(
            "0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|[1-9](_?\\d)*|0(_?0)*");
    private static final Pattern STRING = Pattern.compile(
            "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"", Pattern.DOTALL);
    private static final Pattern RAW = Pattern.compile("\\{%([-+]?)\\s*raw\\s*(-%}\\s*|%})",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%}|-%}\\s*|%}\\n?)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    /** Whether the last piece ended with a newline, so that text here stands at the beginning of its line. */
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
    }

    /** All tokens of a template, the last one of type END. */
    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        Lexer lexer = new Lexer(source);
        while (lexer.position < source.length()) {
            lexer.textAndTag();
        }
        lexer.add(Token.Type.END, "");
        return lexer.tokens;
    }

    private void textAndTag() {
        int tag = nextTag(position);
        if (tag < 0) {
            data(source.substring(position));
            position = source.length();
            return;
        }
        char kind = source.charAt(tag + 1);
        char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        data(beforeTag(source.substring(position, tag), sign, kind != '{'));
        count(tag);
        Matcher raw = RAW.matcher(source).region(tag, source.length());
        if (kind == '%' && raw.lookingAt()) {
            raw(raw.end());
            return;
        }
        position = tag + (sign == '-' || sign == '+' ? 3 : 2);
        switch (kind) {
            case '#' -> comment();
            case '%' -> code(Token.Type.BLOCK_BEGIN, Token.Type.BLOCK_END, "%}");
            default -> code(Token.Type.PRINT_BEGIN, Token.Type.PRINT_END, "}}");
        }
    }

    private int nextTag(int from) {
        for (int at = source.indexOf('{', from); at >= 0
                && at + 1 < source.length(); at = source.indexOf('{', at + 1)) {
            char next = source.charAt(at + 1);
            if (next == '{' || next == '%' || next == '#') {
                return at;
            }
        }
        return -1;
    }

    /** The text before a tag, less what the tag strips of it. */
    private String beforeTag(String text, char sign, boolean stripsItsLine) {
        if (sign == '-') {
            return PyText.stripTrailing(text);
        }
        int lineStart = text.lastIndexOf('\n') + 1;
        boolean onlySpace = lineStart < text.length() && PyText.isSpace(text.substring(lineStart));
        return sign != '+' && stripsItsLine && (lineStart > 0 || lineStarting) && onlySpace
                ? text.substring(0, lineStart)
                : text;
    }

    private void raw(int contentStart) {
        lineStarting = source.charAt(contentStart - 1) == '\n';
        Matcher end = END_RAW.matcher(source);
        if (!end.find(contentStart)) {
            throw JinjaException.syntax("a raw block is not closed", line);
        }
        String sign = end.group(1);
        data(beforeTag(source.substring(contentStart, end.start()), sign.isEmpty() ? ' ' : sign.charAt(0), true));
        moveTo(end.end());
    }

    private void comment() {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw JinjaException.syntax("a comment is not closed", line);
        }
        char before = end > position ? source.charAt(end - 1) : ' ';
        moveTo(afterTag(end + 2, before, true));
    }

    /** Where the template goes on after a tag whose end is at {@code end} and whose last sign is {@code sign}. */
    private int afterTag(int end, char sign, boolean trimsNewline) {
        int at = end;
        if (sign == '-') {
            while (at < source.length() && PyText.isSpace(source.codePointAt(at))) {
                at++;
            }
        } else if (sign != '+' && trimsNewline && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        return at;
    }

    private void code(Token.Type begin, Token.Type end, String closing) {
        add(begin, "");
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            while (position < source.length() && PyText.isSpace(source.codePointAt(position))) {
                moveTo(position + 1);
            }
            if (position >= source.length()) {
                throw JinjaException.syntax("a tag is not closed", line);
            }
            char sign = source.charAt(position);
            boolean signed = sign == '-' || (sign == '+' && end == Token.Type.BLOCK_END);
            if (open.isEmpty() && source.startsWith(closing, signed ? position + 1 : position)) {
                add(end, "");
                moveTo(afterTag(position + (signed ? 3 : 2), signed ? sign : ' ', end == Token.Type.BLOCK_END));
                return;
            }
            codeToken(open);
        }
    }

    private void codeToken(Deque<Character> open) {
        char first = source.charAt(position);
        if (Character.isUnicodeIdentifierStart(source.codePointAt(position)) || first == '_') {
            int end = position;
            while (end < source.length() && Character.isUnicodeIdentifierPart(source.codePointAt(end))) {
                end += Character.charCount(source.codePointAt(end));
            }
            take(Token.Type.NAME, end);
        } else if (first >= '0' && first <= '9') {
            number();
        } else if (first == '\'' || first == '"') {
            string();
        } else {
            operator(open);
        }
    }

    private Matcher matches(Pattern pattern) {
        return pattern.matcher(source).region(position, source.length());
    }

    private void take(Token.Type type, int end) {
        add(type, source.substring(position, end));
        moveTo(end);
    }

    private void number() {
        Matcher real = matches(FLOAT);
        Matcher integer = matches(INTEGER);
        if (real.lookingAt()) {
            take(Token.Type.FLOAT, real.end());
        } else if (integer.lookingAt()) {
            take(Token.Type.INTEGER, integer.end());
        } else {
            throw JinjaException.syntax("a number is malformed", line);
        }
    }

    private void string() {
        Matcher text = matches(STRING);
        if (!text.lookingAt()) {
            throw JinjaException.syntax("a text has no closing quote", line);
        }
        add(Token.Type.STRING, Escapes.resolve(source.substring(position + 1, text.end() - 1), line));
        moveTo(text.end());
    }

    private void operator(Deque<Character> open) {
        String operator = OPERATORS.stream().filter(o -> source.startsWith(o, position)).findFirst().orElseThrow(
                () -> JinjaException.syntax("unexpected character '" + source.charAt(position) + "'", line));
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty() || open.pop() != operator.charAt(0)) {
                    throw JinjaException.syntax("unexpected '" + operator + "'", line);
                }
            }
            default -> {
                // An operator that opens or closes nothing.
            }
        }
        take(Token.Type.OPERATOR, position + operator.length());
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            add(Token.Type.DATA, text);
        }
    }

    private void add(Token.Type type, String text) {
        tokens.add(new Token(type, text, line));
    }

    private void count(int end) {
        for (int i = position; i < end; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        position = end;
    }

    private void moveTo(int end) {
        count(end);
        lineStarting = end > 0 && source.charAt(end - 1) == '\n';
    }
}
