package orcareward.ui.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Brings a run's events to the FX thread: in order, at most 500 a visit, one hand-over waiting at a time, so that neither a fast run
 * nor a slow screen can flood the other. Of heartbeats that nobody has seen yet only the last is kept; everything else arrives.
 */
public final class EventPump implements EventSink {
    private static final int MOST_A_VISIT = 500;

    private final Executor fx;
    private final Consumer<List<TrainingEvent>> receiver;
    private final ArrayDeque<TrainingEvent> waiting = new ArrayDeque<>();
    private boolean underWay;
    private @Nullable Runnable last;

    /** {@code receiver} gets the batches on {@code fx}, which must not run them within the call: other work on it gets its turn between two. */
    public EventPump(Executor fx, Consumer<List<TrainingEvent>> receiver) {
        this.fx = fx;
        this.receiver = receiver;
    }

    /** From any thread; returns at once. */
    @Override
    public void accept(TrainingEvent event) {
        synchronized (this) {
            if (isHeartbeat(event) && !waiting.isEmpty() && waiting.peekLast().getClass() == event.getClass()) {
                waiting.removeLast();
            }
            waiting.add(event);
            if (underWay) {
                return;
            }
            underWay = true;
        }
        fx.execute(this::deliver);
    }

    private static boolean isHeartbeat(TrainingEvent event) {
        return event instanceof TrainingEvent.PhaseProgress || event instanceof TrainingEvent.EvaluationProgress;
    }

    /** Runs what follows the last event: at once when all have been received, else after them. On {@code fx}. */
    public void whenEmpty(Runnable action) {
        synchronized (this) {
            if (underWay) {
                last = action;
                return;
            }
        }
        action.run();
    }

    private void deliver() {
        List<TrainingEvent> batch = new ArrayList<>();
        Runnable then = null;
        boolean more;
        synchronized (this) {
            while (batch.size() < MOST_A_VISIT && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            more = !waiting.isEmpty();
            underWay = more;
            if (!more) {
                then = last;
                last = null;
            }
        }
        try {
            receiver.accept(batch);
        } finally {
            if (more) {
                fx.execute(this::deliver);
            } else if (then != null) {
                then.run();
            }
        }
    }
}
