package orcareward.ui.fx;

import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** A piece of work in the background, as a screen shows it. Properties change on the FX thread alone. */
public final class Job {
    private final String title;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(false);
    private final AtomicReference<@Nullable Step> latest = new AtomicReference<>();
    private final Handle handle = new Handle();

    /** What the work last said; only the newest matters to a screen. */
    private record Step(String message, double progress) {
    }

    Job(String title) {
        this.title = title;
    }

    /** What it is, in a person's words. */
    public String title() {
        return title;
    }

    /** What it does just now; empty until it says. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** From 0 to 1; negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** True until it is done, failed or has ended after {@link #cancel}. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** True from {@link #cancel} on, while the work finds its way out. */
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }

    /** Asks the work to end early; what it has is given up. Call on the FX thread. */
    public void cancel() {
        if (running.get() && !cancelling.get()) {
            cancelling.set(true);
            handle.cancel();
        }
    }

    Handle handle() {
        return handle;
    }

    /** Keeps what the work says; true when nobody has yet been asked to show it. */
    boolean say(String text, double share) {
        return latest.getAndSet(new Step(text, share)) == null;
    }

    /** Shows the newest of what was said. */
    void show() {
        Step step = latest.getAndSet(null);
        if (step != null && running.get()) {
            message.set(step.message);
            progress.set(step.progress);
        }
    }

    void end() {
        running.set(false);
    }

    /** The work's own side of a cancellation; safe from any thread. */
    static final class Handle {
        private @Nullable Runnable onCancel;
        private boolean cancelled;

        synchronized boolean isCancelled() {
            return cancelled;
        }

        void cancel() {
            Runnable action;
            synchronized (this) {
                cancelled = true;
                action = onCancel;
            }
            if (action != null) {
                action.run();
            }
        }

        void onCancel(Runnable action) {
            boolean now;
            synchronized (this) {
                onCancel = action;
                now = cancelled;
            }
            if (now) {
                action.run();
            }
        }
    }
}
