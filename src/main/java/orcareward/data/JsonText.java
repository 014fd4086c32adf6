package orcareward.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads JSON values token by token, leaving out the columns that nobody reads. */
final class JsonText {
    private static final String REMEDY = "Correct or remove the row";

    private JsonText() {
    }

    /** A factory for rows of any length; Python writes NaN and Infinity, so they are read. */
    static JsonFactory factory() {
        return JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                .build();
    }

    /**
     * The object that the parser stands at, up to its end.
     *
     * @param wanted columns whose values are read; the others are skipped
     * @param names receives every column's name, or null
     */
    static Map<String, @Nullable Object> object(JsonParser parser, Predicate<String> wanted,
            @Nullable List<String> names) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (names != null) {
                names.add(name);
            }
            parser.nextToken();
            if (wanted.test(name)) {
                values.put(name, value(parser));
            } else {
                parser.skipChildren();
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case START_OBJECT -> object(parser, name -> true, null);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case null, default -> parser.getText();
        };
    }

    /** What the JSON token is called by people. */
    static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            case null -> "nothing";
            default -> "something else";
        };
    }

    /** The row is no JSON: says where and why. */
    static ProblemException broken(String where, IOException cause) {
        return new ProblemException(where, "broken JSON: " + reason(cause), REMEDY, cause);
    }

    /** Whether the exception says that the text is broken, rather than that the disk is. */
    static boolean isAboutText(IOException e) {
        return e instanceof JsonProcessingException || e instanceof CharConversionException;
    }

    /** Why the text can't be read. */
    static String reason(IOException cause) {
        if (cause instanceof JsonEOFException
                || String.valueOf(cause.getMessage()).startsWith("Unexpected end-of-input")) {
            return "it ends in the middle of a value";
        }
        if (cause instanceof JsonProcessingException json) {
            String column = json.getLocation() == null ? "" : " (column " + json.getLocation().getColumnNr() + ")";
            return JsonFault.inWords(json) + column;
        }
        return "the text is not UTF-8";
    }
}
