package orcareward.tokenize.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Python's text operations: characters are code points, and white space is Python's. */
final class PyText {
    private PyText() {
    }

    /** {@code str.isspace} of one character. */
    static boolean isSpace(int c) {
        return (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20) || c == 0x85
                || (c > 0x85 && Character.isSpaceChar(c));
    }

    /** {@code str.isspace} of a text that isn't empty. */
    static boolean isSpace(String text) {
        return text.codePoints().allMatch(PyText::isSpace);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether each character is one Java char, so that places need no conversion. */
    static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    /** The characters, each as a text. */
    static List<Value> characters(String text) {
        List<Value> characters = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> characters.add(Value.of(Character.toString(c))));
        return characters;
    }

    static String stripLeading(String text) {
        return strip(text, PyText::isSpace, true, false);
    }

    static String stripTrailing(String text) {
        return strip(text, PyText::isSpace, false, true);
    }

    static String strip(String text) {
        return strip(text, PyText::isSpace, true, true);
    }

    /** Without the characters for which {@code drop} holds at the ends asked for. */
    static String strip(String text, IntPredicate drop, boolean leading, boolean trailing) {
        int start = 0;
        int end = text.length();
        while (leading && start < end && drop.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (trailing && end > start && drop.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** {@code str.capitalize}. */
    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        return titleCase(text.codePointAt(0)) + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** {@code str.title}: each run of letters begins with a capital. */
    static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            boolean cased = Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
            titled.append(inWord ? Character.toString(c).toLowerCase(Locale.ROOT) : titleCase(c));
            inWord = cased;
        }
        return titled.toString();
    }

    private static String titleCase(int c) {
        // A character with a capital of several letters, such as the German sharp s, has but its first one capital.
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        return upper.codePointCount(0, upper.length()) > 1
                ? upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT)
                : Character.toString(Character.toTitleCase(c));
    }

    /** {@code str.swapcase}. */
    static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            swapped.append(Character.isUpperCase(c)
                    ? character.toLowerCase(Locale.ROOT)
                    : character.toUpperCase(Locale.ROOT));
        });
        return swapped.toString();
    }

    /** {@code str.splitlines}. */
    static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isLineEnd(text.charAt(i))) {
                continue;
            }
            int after = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            lines.add(text.substring(start, keepEnds ? after : i));
            start = after;
            i = after - 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** {@code str.split} at white space; at most {@code limit} cuts unless negative. */
    static List<String> words(String text, long limit) {
        List<String> words = new ArrayList<>();
        String rest = stripLeading(text);
        while (!rest.isEmpty()) {
            int end = 0;
            while (end < rest.length() && !isSpace(rest.codePointAt(end))) {
                end += Character.charCount(rest.codePointAt(end));
            }
            if (limit >= 0 && words.size() >= limit) {
                words.add(rest);
                return words;
            }
            words.add(rest.substring(0, end));
            rest = stripLeading(rest.substring(end));
        }
        return words;
    }

    /** {@code str.rsplit} at white space. */
    static List<String> wordsFromEnd(String text, long limit) {
        List<String> words = new ArrayList<>();
        String rest = stripTrailing(text);
        while (!rest.isEmpty()) {
            int start = rest.length();
            while (start > 0 && !isSpace(rest.codePointBefore(start))) {
                start -= Character.charCount(rest.codePointBefore(start));
            }
            if (limit >= 0 && words.size() >= limit) {
                words.addFirst(rest);
                return words;
            }
            words.addFirst(rest.substring(start));
            rest = stripTrailing(rest.substring(0, start));
        }
        return words;
    }

    /** {@code str.split} at a separator. */
    static List<String> split(String text, String separator, long limit) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0 && (limit < 0 || parts.size() < limit); at = text
                .indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** {@code str.rsplit} at a separator. */
    static List<String> splitFromEnd(String text, String separator, long limit) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        for (int at = rest.lastIndexOf(separator); at >= 0 && (limit < 0 || parts.size() < limit); at = rest
                .lastIndexOf(separator)) {
            parts.addFirst(rest.substring(at + separator.length()));
            rest = rest.substring(0, at);
        }
        parts.addFirst(rest);
        return parts;
    }

    /** {@code str.count}. */
    static int count(String text, String part) {
        if (part.isEmpty()) {
            return length(text) + 1;
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
