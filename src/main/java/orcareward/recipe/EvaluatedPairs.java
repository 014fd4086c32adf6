package orcareward.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will be scored.
 *
 * @param file the data set's file or folder
 * @param rowsInFile rows in it
 * @param pairs how many are scored
 * @param overLong rows that the length rule leaves out
 * @param promptFormat how rows became text
 * @param texts what the pairs say, when they were asked for: whoever gets them closes them
 */
public record EvaluatedPairs(String file, long rowsInFile, int pairs, List<Long> overLong, String promptFormat,
        @Nullable PairTexts texts) {
    /** A copy whose list can't change. */
    public EvaluatedPairs {
        overLong = List.copyOf(overLong);
    }
}
