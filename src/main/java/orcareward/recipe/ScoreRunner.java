package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;

/** Gives responses their rewards. */
@FunctionalInterface
public interface ScoreRunner {
    /**
     * Runs the job on the calling thread; phases, progress and notices go to {@code events}.
     *
     * @throws orcareward.problem.ProblemException when the user's input can't be used; the output file is not touched then
     */
    ScoreOutcome run(ScoreJob job, EventSink events) throws IOException, InterruptedException;
}
