package orcareward.recipe;

import java.nio.file.Path;
import java.util.List;
import orcareward.config.TrainConfig;
import org.jspecify.annotations.Nullable;

/**
 * One training run as it is asked for.
 *
 * @param config the settings, valid as a whole
 * @param configNotes what the config's reader noticed, to be emitted as notices once the run begins
 * @param overwrite whether what an earlier run left in the output folder may be removed
 * @param resume an output folder or a checkpoint in it to go on from, absolute; null for a fresh run
 * @param workingDirectory what relative paths of the config are relative to, absolute
 */
public record TrainJob(TrainConfig config, List<String> configNotes, boolean overwrite, @Nullable Path resume,
        Path workingDirectory) {
    /** A copy whose list can't change. */
    public TrainJob {
        configNotes = List.copyOf(configNotes);
    }
}
