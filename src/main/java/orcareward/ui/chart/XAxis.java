package orcareward.ui.chart;

/** What a metric chart counts from left to right. */
public enum XAxis {
    /** Optimizer steps. */
    STEP,
    /** Passes over the training pairs, with fractions. */
    EPOCH,
    /** Seconds since the run began. */
    TIME
}
