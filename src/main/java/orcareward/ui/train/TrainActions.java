package orcareward.ui.train;

/** What the tab's buttons do beyond the run itself. */
interface TrainActions {
    /** Asks, then ends the run without saving. */
    void discard();

    /** Goes on from the last checkpoint. */
    void goOn();

    /** Opens the model in Evaluate. */
    void evaluate();

    /** Opens the model in Score. */
    void score();

    /** Shows the output folder. */
    void openFolder();
}
