package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;
import orcareward.event.RunControl;

/** Says what a run will cost. */
public interface EstimateRunner {
    /**
     * What can be counted without the engine: quick.
     *
     * @throws orcareward.problem.ProblemException when the model's description or the plan can't be used
     */
    Estimate estimate(EstimateJob job) throws IOException;

    /**
     * A few real updates on real batches, at most about half a minute; what they learn is thrown away. Phases and progress go to
     * {@code events}.
     *
     * @throws orcareward.problem.ProblemException when data or model can't be used
     * @throws java.util.concurrent.CancellationException when {@code control} was asked to end
     */
    Measurement measure(EstimateJob job, EventSink events, RunControl control)
            throws IOException, InterruptedException;
}
