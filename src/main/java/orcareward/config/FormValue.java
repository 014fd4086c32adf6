package orcareward.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** A setting's value between YAML and the text that a form's field holds. */
final class FormValue {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.+-]+");
    /** What stands for {@code null} where null means something else than the default. */
    private static final String NULL = "null";

    private FormValue() {
    }

    /** The text of a field for a value; a list's words are parted by commas. */
    static String text(ConfigKey key, RawValue value) {
        return switch (value) {
            case RawValue.Scalar scalar -> !scalar.isNull() ? scalar.text() : key.defaultValue() == null ? "" : NULL;
            case RawValue.Sequence sequence -> sequence.items().stream()
                    .map(item -> item instanceof RawValue.Scalar word
                            ? word.text()
                            : ConfigWriter.written(RawValue.natural(item)))
                    .collect(Collectors.joining(", "));
            case RawValue.Mapping mapping -> ConfigWriter.written(RawValue.natural(mapping));
        };
    }

    /** The text of a field for a value in its key's Java type; empty for null where that is the default. */
    static String textOf(ConfigKey key, @Nullable Object value) {
        return value instanceof Double number ? Numbers.plain(number) : text(key, RawValue.of(value));
    }

    /** What a field holds, as YAML on one line: also of a text that its key can't take, so that the reader says what is wrong with it. */
    static String yaml(ConfigKey key, String typed) {
        String text = typed.strip();
        if (key.nullable() && text.equals(NULL)) {
            return NULL;
        }
        return switch (key.type()) {
            case ValueType.Text type -> ConfigWriter.written(typed);
            case ValueType.Choice type -> ConfigWriter.written(text);
            case ValueType.Bool type -> bare(text);
            case ValueType.Int type -> bare(text);
            case ValueType.Decimal type -> bare(text);
            case ValueType.Texts type -> list(text);
            case ValueType.Mapping type -> structure(text);
            case ValueType.Any type -> structure(text);
        };
    }

    private static String bare(String text) {
        return BARE.matcher(text).matches() ? text : ConfigWriter.written(text);
    }

    private static String list(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        List<String> words = new ArrayList<>();
        for (String word : inner.split(",", -1)) {
            words.add(ConfigWriter.written(word.strip()));
        }
        return String.join(", ", words).isBlank() ? "[]" : "[" + String.join(", ", words) + "]";
    }

    private static String structure(String text) {
        try {
            RawValue value = YamlText.yaml("", text);
            return value instanceof RawValue.Scalar ? bare(text) : ConfigWriter.written(RawValue.natural(value));
        } catch (ProblemException e) {
            return ConfigWriter.written(text); // as a text it can stand there until it is mended
        }
    }
}
