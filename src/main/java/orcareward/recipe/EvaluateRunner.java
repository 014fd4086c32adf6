package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;

/** Compares chosen and rejected rewards of a model over a set of pairs. */
@FunctionalInterface
public interface EvaluateRunner {
    /**
     * Runs the job on the calling thread; phases, progress and notices go to {@code events}. Also writes the job's files.
     *
     * @throws orcareward.problem.ProblemException when the user's input can't be used
     */
    EvaluationReport run(EvaluateJob job, EventSink events) throws IOException, InterruptedException;
}
