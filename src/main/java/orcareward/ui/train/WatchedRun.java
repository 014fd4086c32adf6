package orcareward.ui.train;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orcareward.event.TrainingEvent;
import orcareward.recipe.RunTail;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Follows what a run of another process writes, off the FX thread, one reading at a time. */
final class WatchedRun implements AutoCloseable {
    private final Supplier<RunTail> source;
    private final Background background;
    private final Consumer<List<TrainingEvent>> receiver;
    private final Runnable onCaughtUp;
    private @Nullable RunTail tail;
    private boolean reading;
    private boolean closed;
    private boolean troubled;

    /** Reads at once; {@code onCaughtUp} follows when all that was there has been received. */
    WatchedRun(Supplier<RunTail> source, Background background, Consumer<List<TrainingEvent>> receiver,
            Runnable onCaughtUp) {
        this.source = source;
        this.background = background;
        this.receiver = receiver;
        this.onCaughtUp = onCaughtUp;
        poll();
    }

    /** Looks for more; on the FX thread. */
    void poll() {
        if (reading || closed) {
            return;
        }
        reading = true;
        background.run(Texts.get("train.reading"), progress -> next(), this::received, this::failed);
    }

    /** Said once; the next poll tries again, for a folder on a network comes back. */
    private void failed(Throwable failure) {
        reading = false;
        if (!closed && !troubled) {
            troubled = true;
            receiver.accept(List.of(new TrainingEvent.Notice(java.time.Instant.now(),
                    TrainingEvent.Severity.WARNING, ProblemView.lines(failure))));
        }
    }

    /** Readings follow one another, so that one thread at a time is here. */
    private List<TrainingEvent> next() throws IOException {
        RunTail opened = tail;
        if (opened == null) {
            opened = source.get();
            tail = opened;
        }
        return opened.next();
    }

    private void received(List<TrainingEvent> events) {
        reading = false;
        if (closed) {
            return;
        }
        if (events.isEmpty()) {
            onCaughtUp.run();
        } else {
            receiver.accept(events);
            poll(); // a long file comes in parts
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
