package orcareward.ui.shell;

/** The tabs, in the order of the rail; Ctrl+1 to Ctrl+5. */
enum Place {
    CONFIGURE, TRAIN, EVALUATE, SCORE, RUNS
}
