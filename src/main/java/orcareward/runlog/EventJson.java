package orcareward.runlog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orcareward.event.TrainingEvent;

/**
 * Events as JSON objects on one line: {@code type} (the event's name), {@code time} (ISO 8601, UTC), then the event's own fields,
 * all in snake_case. Numbers that JSON can't say are the texts {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
 */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(times()).build();
    private static final Map<String, Class<?>> TYPES = Arrays.stream(TrainingEvent.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(EventJson::typeName, type -> type));

    private static final String TYPE_FIRST = "{\"type\":\"";

    private EventJson() {
    }

    /** The event as one line of JSON, without a line break. */
    public static String toJson(TrainingEvent event) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("type", typeName(event.getClass()));
        line.setAll((ObjectNode) MAPPER.valueToTree(event));
        return line.toString();
    }

    /**
     * The event of a line.
     *
     * @throws IllegalArgumentException when the line holds none; the message says why
     */
    public static TrainingEvent fromJson(String line) {
        try {
            JsonNode object = MAPPER.readTree(line);
            Class<?> type = TYPES.get(object.path("type").asText());
            if (type == null) {
                throw new IllegalArgumentException(
                        "no event is called " + object.path("type") + "; known are " + new TreeSet<>(TYPES.keySet()));
            }
            return (TrainingEvent) MAPPER.treeToValue(object, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** The type that a line of {@link #toJson} begins with, without parsing the rest; empty when it begins otherwise. */
    static String typeOf(String line) {
        if (!line.startsWith(TYPE_FIRST)) {
            return "";
        }
        int end = line.indexOf('"', TYPE_FIRST.length());
        return end < 0 ? "" : line.substring(TYPE_FIRST.length(), end);
    }

    /** Times as ISO 8601 text. */
    public static SimpleModule times() {
        return new SimpleModule().addSerializer(new InstantWriter()).addDeserializer(Instant.class,
                new InstantReader());
    }

    /** {@code StepLogged} becomes {@code step_logged}. */
    private static String typeName(Class<?> type) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(type.getSimpleName());
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString("");
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw context.weirdStringException(text, Instant.class, "not a time in ISO 8601");
            }
        }
    }
}
