package orcareward.recipe;

import java.io.IOException;
import orcareward.event.EventSink;
import orcareward.event.RunControl;

/** Shows the data of a configuration before anything is trained on them. */
public interface PreviewRunner {
    /**
     * The first rows and the columns, without a model; quick.
     *
     * @throws orcareward.problem.ProblemException when the data set can't be found or not even its columns read
     */
    PreviewRows rows(PreviewJob job) throws IOException;

    /**
     * Reads and tokenizes all rows, as training would, and keeps the tokens at hand; the second time they come from the cache.
     * Phases and progress go to {@code events}.
     *
     * @return to be closed by whoever asked
     * @throws orcareward.problem.ProblemException when data or tokenizer can't be used
     * @throws java.util.concurrent.CancellationException when {@code control} was asked to end
     */
    Preview read(PreviewJob job, EventSink events, RunControl control) throws IOException;
}
