package orcareward.recipe;

import java.nio.file.Path;
import orcareward.config.TrainConfig;

/**
 * A configuration whose data are to be looked at.
 *
 * @param config of it, the data's part and the names of model and adapter are used
 * @param rows how many of the first rows are shown
 * @param workingDirectory what relative paths of the config are relative to, absolute
 */
public record PreviewJob(TrainConfig config, int rows, Path workingDirectory) {
}
