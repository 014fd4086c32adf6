package orcareward.event;

/**
 * What a person asks of a run while it goes; safe from any thread. The training loop looks between two steps.
 */
public final class RunControl {
    private boolean paused;
    private boolean stopRequested;
    private boolean discardRequested;

    /** Holds before the next step, until {@link #resume}, {@link #stop} or {@link #discard}. */
    public synchronized void pause() {
        paused = true;
    }

    /** Goes on after a pause. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Ends after the current step and saves. */
    public synchronized void stop() {
        stopRequested = true;
        notifyAll();
    }

    /** Ends after the current step and saves nothing. */
    public synchronized void discard() {
        discardRequested = true;
        notifyAll();
    }

    /** Whether the run holds, or will before its next step. */
    public synchronized boolean isPaused() {
        return paused && !stopRequested && !discardRequested;
    }

    /** Whether the run shall end, saved or not. */
    public synchronized boolean isEndRequested() {
        return stopRequested || discardRequested;
    }

    /** Whether the run shall end without saving. */
    public synchronized boolean isDiscardRequested() {
        return discardRequested;
    }

    /** Blocks while paused. */
    public synchronized void awaitNotPaused() throws InterruptedException {
        while (isPaused()) {
            wait();
        }
    }
}
