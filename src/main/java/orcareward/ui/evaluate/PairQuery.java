package orcareward.ui.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * Which pairs the table shows, and in what order.
 *
 * @param show which
 * @param length further: only pairs whose lengths are so
 * @param search only pairs that contain this text; empty for all
 * @param rival the baseline whose other verdicts are flips, or null
 * @param sort by what; null for the order that {@code show} brings along
 * @param ascending smallest first
 */
record PairQuery(Show show, Length length, String search, @Nullable String rival, @Nullable Sort sort,
        boolean ascending) {
    /** All pairs in the data set's order. */
    static final PairQuery ALL = new PairQuery(Show.ALL, Length.ANY, "", null, null, true);

    /** A selection of pairs. */
    enum Show {
        /** Every pair. */
        ALL,
        /** The rejected response got at least as much. */
        WRONG,
        /** The tenth of the pairs whose rewards lie closest, the closest first. */
        CLOSEST,
        /** Up to a hundred wrong pairs, the largest margin first. */
        SUREST_MISTAKES,
        /** Right here and wrong by the baseline, or the other way round. */
        FLIPS
    }

    /** How the two responses' lengths compare. */
    enum Length {
        ANY, CHOSEN_LONGER, CHOSEN_SHORTER, EQUAL
    }

    /** A column. */
    enum Sort {
        ROW, RIGHT, CHOSEN, REJECTED, MARGIN, RIVAL, TOKENS, PROMPT
    }
}
