package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, as named sections of plain values: one section for the model, one for each baseline, one for what
 * concerns the data. The same shape is in a {@code RunSummary} event.
 */
public record EvaluationReport(List<Section> sections) {
    /** A copy whose list can't change. */
    public EvaluationReport {
        sections = List.copyOf(sections);
    }

    /**
     * One subject's values by name, in the order in which people read them.
     *
     * @param name the subject: {@code model}, {@code longer wins}
     * @param values names in snake_case to String, Boolean, Number, null, or List and Map of these
     */
    public record Section(String name, LinkedHashMap<String, @Nullable Object> values) {
        /** A copy, in the same order. */
        public Section {
            values = new LinkedHashMap<>(values);
        }
    }

    /** Section name to values, in order. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Section section : sections) {
            if (map.put(section.name(), Collections.unmodifiableMap(section.values())) != null) {
                throw new IllegalStateException("two sections are called " + section.name());
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** One JSON object, a field a section; numbers that are not finite become null. */
    public String toJson() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(finite(toMap()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report holds plain values only", e);
        }
    }

    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Double d) {
            return Double.isFinite(d) ? d : null;
        }
        if (value instanceof Float f) {
            return Float.isFinite(f) ? f : null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, finite(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(finite(inner)));
            return copy;
        }
        return value;
    }
}
