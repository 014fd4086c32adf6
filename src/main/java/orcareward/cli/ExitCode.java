package orcareward.cli;

/** What the process tells its caller. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** The run failed, or the program has a fault. */
    public static final int FAILED = 1;
    /** The user's input can't be used. */
    public static final int INPUT = 2;
    /** Another process writes to the output folder. */
    public static final int IN_USE = 3;
    /** Ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {
    }
}
