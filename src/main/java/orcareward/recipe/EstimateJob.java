package orcareward.recipe;

import java.nio.file.Path;
import orcareward.config.TrainConfig;

/**
 * A run whose cost is asked for before it begins.
 *
 * @param config its settings
 * @param train lengths of the pairs that train, from a {@link Preview} with the same data settings
 * @param heldOut lengths of the held-out pairs
 * @param workingDirectory what relative paths of the config are relative to, absolute
 */
public record EstimateJob(TrainConfig config, PairLengths train, PairLengths heldOut, Path workingDirectory) {
}
