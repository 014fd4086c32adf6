package orcareward.recipe;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a run was made with.
 *
 * @param yaml the run's {@code config.yaml} as it is
 * @param values by key, in the Java types of their keys
 */
public record RunSettings(String yaml, SortedMap<String, @Nullable Object> values) {
    /** A copy whose map can't change. */
    public RunSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
