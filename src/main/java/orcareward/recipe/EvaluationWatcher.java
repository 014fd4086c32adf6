package orcareward.recipe;

/**
 * Hears what an evaluation finds while it goes, on the evaluation's thread; it should return quickly. Rewards of one subject come
 * at most a few times a second, each time all so far, the last time all.
 */
public interface EvaluationWatcher {
    /** Hears nothing. */
    EvaluationWatcher NONE = new EvaluationWatcher() {
        @Override
        public boolean wantsTexts() {
            return false;
        }

        @Override
        public void pairsRead(EvaluatedPairs pairs) {
            // nobody listens
        }

        @Override
        public void scored(int subject, PairScores soFar, EvaluationFigures figures) {
            // nobody listens
        }

        @Override
        public void untrained(EvaluationFigures means) {
            // nobody listens
        }
    };

    /** Whether {@link EvaluatedPairs#texts} shall be there: one more pass over the file. */
    default boolean wantsTexts() {
        return true;
    }

    /** The pairs are known; scoring begins. */
    void pairsRead(EvaluatedPairs pairs);

    /**
     * Rewards so far.
     *
     * @param subject 0 for the model, k for the job's k-th baseline
     * @param figures of {@code soFar}
     */
    void scored(int subject, PairScores soFar, EvaluationFigures figures);

    /** The untrained heads are through. */
    void untrained(EvaluationFigures means);
}
