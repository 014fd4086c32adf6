package orcareward.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row's values are called by people. */
final class Values {
    private Values() {
    }

    /** {@code a text}, {@code a list}, {@code nothing}, ... */
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing (missing or null)";
            case String text -> "a text";
            case Number number -> "a number";
            case Boolean truth -> "true or false";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "an object";
            default -> "neither text nor list";
        };
    }
}
