package orcareward.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prompt and two responses, the first preferred; what a row means once its columns are recognised. */
public sealed interface PreferencePair {
    /** 0-based row in the data set's file, counting every row read. */
    long index();

    /** The row's {@code margin}, or null where the data set has no such column. */
    @Nullable
    Double margin();

    /**
     * Text columns.
     *
     * @param system the system message; empty for none
     * @param prompt the {@code prompt}, {@code question} or {@code input}; empty when the row has no such column
     * @param promptColumn whether the prompt stood in a column called {@code prompt}, the only one that TRL reads
     * @param chosen the preferred response
     * @param rejected the other response
     */
    record Text(long index, String system, String prompt, boolean promptColumn, String chosen, String rejected,
            @Nullable Double margin) implements PreferencePair {
    }

    /**
     * Message lists.
     *
     * @param prompt the turns before the response; empty where each side carries the whole conversation (implicit prompt)
     * @param chosen the preferred continuation
     * @param rejected the other continuation
     */
    record Messages(long index, List<ChatMessage> prompt, List<ChatMessage> chosen, List<ChatMessage> rejected,
            @Nullable Double margin) implements PreferencePair {
    }
}
