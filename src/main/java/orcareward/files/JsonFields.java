package orcareward.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object in a file. What is wrong with them is collected, so that a person sees all of it at once:
 * a getter that finds a problem notes it and returns a stand-in, {@link #throwIfAny()} ends the reading.
 */
public final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final Path file;
    private final String prefix;
    private final ObjectNode node;
    private final List<Problem> problems;

    private JsonFields(Path file, String prefix, ObjectNode node, List<Problem> problems) {
        this.file = file;
        this.prefix = prefix;
        this.node = node;
        this.problems = problems;
    }

    /**
     * Reads a file that holds one JSON object.
     *
     * @param missing what to do when the file isn't there
     * @throws ProblemException when it isn't there, isn't JSON or isn't an object
     */
    public static JsonFields read(Path file, String missing) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(file.toString(), "there is no such file", missing);
        }
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return new JsonFields(file, "", object, new ArrayList<>());
            }
            throw new ProblemException(file.toString(), "holds no JSON object", "Get the file again");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new ProblemException(file + where, "isn't valid JSON: " + JsonFault.inWords(e),
                    "Get the file again or mend that line", e);
        }
    }

    /** The object itself; changing it changes what is read here. */
    public ObjectNode node() {
        return node;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** Notes a problem with a field. */
    public void problem(String field, String what, String remedy) {
        problems.add(new Problem(file + ", " + prefix + field, what, remedy));
    }

    /** Ends the reading: throws when anything was noted. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** A whole number from 1; a missing field is a problem. */
    public int count(String field) {
        if (!has(field)) {
            problem(field, "is missing", "Get the file again from where the model came from");
            return 1;
        }
        return count(field, 1);
    }

    /** A whole number from 1. */
    public int count(String field, int fallback) {
        Integer value = integer(field);
        if (value == null) {
            return fallback;
        }
        if (value < 1) {
            problem(field, "is " + value, "It must be 1 or more");
            return fallback;
        }
        return value;
    }

    /** A whole number, or null. */
    public @Nullable Integer integer(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = node.get(field);
        if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            problem(field, "is " + value, "It must be a whole number");
            return null;
        }
        return value.intValue();
    }

    /** A number above 0; a missing field is a problem. */
    public double positive(String field) {
        if (!has(field)) {
            problem(field, "is missing", "It must be a number above 0");
            return 1;
        }
        return positive(field, 1);
    }

    /** A finite number above 0. */
    public double positive(String field, double fallback) {
        double value = number(field, fallback);
        if (!(value > 0)) {
            problem(field, "is " + value, "It must be a number above 0");
            return fallback;
        }
        return value;
    }

    /** A finite number. */
    public double number(String field, double fallback) {
        if (!has(field)) {
            return fallback;
        }
        JsonNode value = node.get(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            problem(field, "is " + value, "It must be a number");
            return fallback;
        }
        return value.doubleValue();
    }

    /** true or false. */
    public boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        JsonNode value = node.get(field);
        if (!value.isBoolean()) {
            problem(field, "is " + value, "It must be true or false");
            return fallback;
        }
        return value.booleanValue();
    }

    /** A text, or null. */
    public @Nullable String text(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = node.get(field);
        if (!value.isTextual()) {
            problem(field, "is " + value, "It must be a text");
            return null;
        }
        return value.textValue();
    }

    /** A list of texts; empty when the field is missing. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = node.get(field);
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        }
        if (!value.isArray() || texts.size() != value.size()) {
            problem(field, "is " + value, "It must be a list of texts");
            return List.of();
        }
        return List.copyOf(texts);
    }

    /** The fields of an object inside this one, or null; its problems are noted here. */
    public @Nullable JsonFields object(String field) {
        if (!has(field)) {
            return null;
        }
        if (node.get(field) instanceof ObjectNode inner) {
            return new JsonFields(file, prefix + field + ".", inner, problems);
        }
        problem(field, "is " + node.get(field), "It must be an object");
        return null;
    }
}
