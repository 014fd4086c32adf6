package orcareward.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row before its columns have a meaning.
 *
 * @param at where it stands
 * @param values column to String, Number, Boolean, List, Map or null; columns that nobody reads may be missing
 */
record RawRow(RowPosition at, Map<String, @Nullable Object> values) {
    @Nullable
    Object get(String column) {
        return values.get(column);
    }
}
