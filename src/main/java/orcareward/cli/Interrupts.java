package orcareward.cli;

/** Hears Ctrl-C. */
public interface Interrupts {
    /** Calls {@code action} on each Ctrl-C, on a thread of the system's, until the result is closed. */
    Registration listen(Runnable action);

    /** Ends the listening; Ctrl-C ends the process again. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
