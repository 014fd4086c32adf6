package orcareward.files;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with a JSON text, in a person's words: the parser's own speak of its classes. */
public final class JsonFault {
    /** "(start marker at [Source: ...])" and the like: where a message has already said it, in the parser's terms. */
    private static final Pattern SOURCE = Pattern.compile("\\s*\\([^()]*\\[Source: [^]]*]\\)|\\s*\\[Source: [^]]*]");
    /** ", from `StreamReadConstraints.getMaxNestingDepth()`": which method of the parser says so. */
    private static final Pattern SETTING = Pattern.compile(",? from `[^`]*`");
    /** Anything of a class's name that is left. */
    private static final Pattern PROGRAM = Pattern
            .compile("`|\\b(?:com|java|org)\\.\\w|Json(?:Token|Parser|Read)|Stream(?:Read|Write)");

    private JsonFault() {
    }

    /** As it goes on after "broken JSON: "; without the place, which the exception has separately. */
    public static String inWords(JacksonException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (fault instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
            return "it ends in the middle of a value";
        }
        if (fault instanceof JsonMappingException mapping) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            return field.isEmpty() ? "it has another form than it should" : field + " has another form than it should";
        }
        String first = message.lines().findFirst().orElse("").strip();
        String plain = SETTING.matcher(SOURCE.matcher(first).replaceAll("")).replaceAll("");
        return plain.isEmpty() || PROGRAM.matcher(plain).find() ? "it can't be read" : plain;
    }
}
