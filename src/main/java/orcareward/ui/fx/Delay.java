package orcareward.ui.fx;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later on the FX thread, such as when a person has stopped typing. Tests decide themselves when that is. */
@FunctionalInterface
public interface Delay {
    /** Begins to wait; the action that comes back ends the waiting. On the FX thread. */
    Runnable start(Runnable work);

    /** Waits so long on a timer's thread, then runs the work on {@code fx}. */
    static Delay of(Duration duration, ScheduledExecutorService timer, Executor fx) {
        return work -> {
            try {
                ScheduledFuture<?> waiting = timer.schedule(() -> fx.execute(work), duration.toMillis(),
                        TimeUnit.MILLISECONDS);
                return () -> waiting.cancel(false);
            } catch (RejectedExecutionException e) { // the program ends
                return () -> {
                };
            }
        };
    }
}
