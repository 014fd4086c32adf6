package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;

/** Times training steps or scoring on given batches. */
@FunctionalInterface
public interface BenchRunner {
    /**
     * Runs the job on the calling thread; phases and progress go to {@code events}.
     *
     * @throws orcareward.problem.ProblemException when the user's input can't be used
     */
    BenchReport run(BenchJob job, EventSink events) throws IOException;
}
