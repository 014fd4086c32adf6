package orcareward.event;

/** How a registered run stands. */
public enum RunState {
    /** Its process is at work, or was when it last said something. */
    RUNNING,
    /** All steps done. */
    FINISHED,
    /** Stopped by the user, saved. */
    STOPPED,
    /** An error ended it. */
    FAILED,
    /** Entered as running, but its process is gone: killed, or the machine went down. Never written, only shown. */
    VANISHED
}
