package orcareward.recipe;

import orcareward.event.RunControl;

/** A model that is loaded and ready to score, until it is closed. Any thread may ask; one question is computed at a time. */
public interface ScoreSession extends AutoCloseable {
    /** What is known of the model. */
    ScorableModel model();

    /**
     * Rewards of the question's responses. One that can't be scored doesn't keep the others from theirs.
     *
     * @param control ends the work between two batches
     * @throws orcareward.problem.ProblemException when nothing can be scored, such as without a prompt
     * @throws java.util.concurrent.CancellationException when {@code control} ended it, or the session is closed
     */
    ScoreAnswer score(ScoreQuestion question, RunControl control) throws InterruptedException;

    /** Frees the model, after what is being computed; waits for it. */
    @Override
    void close();
}
