package orcareward.recipe;

import java.nio.file.Path;
import orcareward.event.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param outputDir where its files are, absolute
 * @param outcome finished, stopped by the user, or failed
 * @param step updates done
 * @param lastCheckpoint the newest complete checkpoint, from which the run can go on; null when there is none
 */
public record TrainOutcome(Path outputDir, TrainingEvent.Outcome outcome, long step, @Nullable Path lastCheckpoint) {
}
