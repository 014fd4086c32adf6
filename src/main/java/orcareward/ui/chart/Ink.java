package orcareward.ui.chart;

/** What a curve stands for; its colour comes from the stylesheet, one for light and one for dark. */
public enum Ink {
    /** The training that is looked at. */
    ACCENT,
    /** Chosen responses: blue. */
    CHOSEN,
    /** Rejected responses: orange. */
    REJECTED,
    /** What others are measured against: grey. */
    BASELINE,
    /** The first of several runs that are compared, and so on. */
    RUN_1, RUN_2, RUN_3, RUN_4, RUN_5, RUN_6;

    private static final int RUNS = 6;

    /** The ink of the n-th compared run, from 0 on; the seventh has the first one's again. */
    public static Ink ofRun(int index) {
        return values()[RUN_1.ordinal() + Math.floorMod(index, RUNS)];
    }
}
