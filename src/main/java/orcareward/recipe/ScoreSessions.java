package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import orcareward.config.DeviceChoice;

/** Opens models for scoring. */
@FunctionalInterface
public interface ScoreSessions {
    /**
     * Loads a model: some seconds, on a thread of the session's own; the caller waits. An interrupt ends the waiting, and the model
     * is freed as soon as it is loaded.
     *
     * @param modelDir a full model, a checkpoint or an adapter
     * @throws orcareward.problem.ProblemException when the folder holds no reward model that can be loaded
     */
    ScoreSession open(Path modelDir, DeviceChoice device) throws IOException, InterruptedException;
}
