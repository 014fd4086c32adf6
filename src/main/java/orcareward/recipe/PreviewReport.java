package orcareward.recipe;

import java.util.List;

/**
 * What reading and tokenizing a data set found.
 *
 * @param rowsRead every row
 * @param rowsKept rows that train or are held out
 * @param findings what is noteworthy, only what was found
 * @param format the prompt format and why, a sentence
 * @param maxLength the length rule, in tokens; 0 when there is none
 * @param all lengths of every row, in the data set's order
 * @param train lengths of the pairs that train, in the split's order
 * @param heldOut lengths of the held-out pairs, in the split's order; also of an evaluation set of its own
 */
public record PreviewReport(long rowsRead, long rowsKept, List<Finding> findings, String format, int maxLength,
        PairLengths all, PairLengths train, PairLengths heldOut) {
    /** A copy whose list can't change. */
    public PreviewReport {
        findings = List.copyOf(findings);
    }

    /** What rows can have in common. */
    public enum Trait {
        /** A side of more tokens than the length rule allows. */
        OVER_LONG,
        /** All texts stand in an earlier row. */
        DUPLICATE,
        /** A response without a character that isn't blank. */
        EMPTY_RESPONSE,
        /** The same text chosen and rejected. */
        IDENTICAL_SIDES,
        /** Held out, and its prompt also trains. */
        PROMPT_ALSO_TRAINS
    }

    /**
     * Rows with a trait.
     *
     * @param count how many
     * @param leftOut whether they are left out for it
     * @param first the first of them
     */
    public record Finding(Trait trait, long count, boolean leftOut, List<Place> first) {
        /** A copy whose list can't change. */
        public Finding {
            first = List.copyOf(first);
        }
    }

    /**
     * Where a row stands.
     *
     * @param row 0-based row in the data set
     * @param line 1-based line of its file, 0 where there are none
     */
    public record Place(int row, int line) {
    }
}
