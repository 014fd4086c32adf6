package orcareward.tokenize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One pair as token ids, the prompt shared by both sides split off.
 *
 * @param index 0-based row in the data set's file
 * @param promptIds the longest common run of ids at the start of both sides, found after tokenizing
 * @param chosenIds what follows it on the chosen side; empty when that side ends inside the shared run
 * @param rejectedIds what follows it on the rejected side
 * @param margin the row's margin, or null
 */
public record TokenizedPair(long index, int[] promptIds, int[] chosenIds, int[] rejectedIds, @Nullable Double margin) {
    /** Splits two whole sides at the end of their longest common prefix. */
    public static TokenizedPair of(long index, int[] chosen, int[] rejected, @Nullable Double margin) {
        int shared = Arrays.mismatch(chosen, rejected);
        if (shared < 0) {
            shared = chosen.length;
        }
        return new TokenizedPair(index, Arrays.copyOf(chosen, shared),
                Arrays.copyOfRange(chosen, shared, chosen.length),
                Arrays.copyOfRange(rejected, shared, rejected.length), margin);
    }

    /** Tokens of prompt and chosen response together, as TRL counts them. */
    public int chosenLength() {
        return promptIds.length + chosenIds.length;
    }

    /** Tokens of prompt and rejected response together, as TRL counts them. */
    public int rejectedLength() {
        return promptIds.length + rejectedIds.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenizedPair that && index == that.index && Arrays.equals(promptIds, that.promptIds)
                && Arrays.equals(chosenIds, that.chosenIds) && Arrays.equals(rejectedIds, that.rejectedIds)
                && java.util.Objects.equals(margin, that.margin);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index) * 31 + Arrays.hashCode(chosenIds);
    }

    @Override
    public String toString() {
        return "TokenizedPair[index=" + index + ", prompt " + promptIds.length + ", chosen " + chosenIds.length
                + ", rejected "
                + rejectedIds.length + " tokens]";
    }
}
