package orcareward.recipe;

import org.jspecify.annotations.Nullable;

/**
 * Both sides of a row as the model reads them.
 *
 * @param row 0-based row in the data set
 * @param margin the row's margin, or null
 */
public record SeenPair(long row, SeenSide chosen, SeenSide rejected, @Nullable Double margin) {
}
