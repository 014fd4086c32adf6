package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;

/** Merges a LoRA adapter into a full model. */
@FunctionalInterface
public interface ExportRunner {
    /**
     * Runs the job on the calling thread; phases and notices go to {@code events}.
     *
     * @throws orcareward.problem.ProblemException when the user's input can't be used; nothing is left in the output folder
     */
    void run(ExportJob job, EventSink events) throws IOException, InterruptedException;
}
