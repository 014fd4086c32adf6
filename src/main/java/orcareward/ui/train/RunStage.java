package orcareward.ui.train;

/** Where the run that the tab shows stands. */
public enum RunStage {
    /** There is none yet. */
    NONE,
    /** It reads pairs and loads the model. */
    PREPARING,
    /** It makes steps. */
    TRAINING,
    /** It holds between two steps. */
    PAUSED,
    /** It was asked to end, and does so after its step. */
    ENDING,
    /** All steps are done; the held-out pairs are scored. */
    EVALUATING,
    /** All done. */
    FINISHED,
    /** Ended by the person, saved. */
    STOPPED,
    /** Ended by the person, nothing saved. */
    DISCARDED,
    /** Ended by an error. */
    FAILED;

    /** Whether something still runs. */
    public boolean isAlive() {
        return switch (this) {
            case PREPARING, TRAINING, PAUSED, ENDING, EVALUATING -> true;
            case NONE, FINISHED, STOPPED, DISCARDED, FAILED -> false;
        };
    }
}
