package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;
import orcareward.event.RunControl;

/** Compares chosen and rejected rewards of a model over a set of pairs. */
@FunctionalInterface
public interface EvaluateRunner {
    /**
     * Runs the job on the calling thread; phases, progress and notices go to {@code events}, what is found meanwhile to
     * {@code watcher}. Also writes the job's files, all of them at the end.
     *
     * @param control ends it early: nothing is written then
     * @throws java.util.concurrent.CancellationException when {@code control} ended it
     * @throws orcareward.problem.ProblemException when the user's input can't be used
     */
    EvaluationReport run(EvaluateJob job, EventSink events, RunControl control, EvaluationWatcher watcher)
            throws IOException, InterruptedException;
}
