package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;
import orcareward.event.RunControl;

/** Trains a model. */
@FunctionalInterface
public interface TrainRunner {
    /**
     * Runs the job on the calling thread. Takes the output folder's lock before it looks at what is in the folder, so that a
     * folder in use is told from one that merely isn't empty, and refuses one that isn't unless the job overwrites or resumes.
     *
     * @return how it ended; {@code FAILED} only after a {@code RunFailed} event has said why and what is kept
     * @throws orcareward.problem.FolderInUseException when another process writes to the output folder
     * @throws orcareward.problem.ProblemException when the user's input can't be used; nothing is left in the output folder
     */
    TrainOutcome run(TrainJob job, EventSink events, RunControl control) throws IOException, InterruptedException;
}
