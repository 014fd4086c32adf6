package orcareward.recipe;

import java.io.IOException;
import java.util.Map;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.problem.Problem;

/** Shows the data of a configuration before anything is trained on them. */
public interface PreviewRunner {
    /** What the configuration names and this machine doesn't have: model, adapter, data, by setting; looks at names alone. */
    Map<String, Problem> missing(PreviewJob job) throws IOException;

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
