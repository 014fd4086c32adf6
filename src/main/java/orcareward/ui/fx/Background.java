package orcareward.ui.fx;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work off the FX thread and brings its result back to it. Closing ends what still runs. */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final long PATIENCE_SECONDS = 5;

    private final ExecutorService threads;
    private final Executor fx;
    private final Set<Job.Handle> running = ConcurrentHashMap.newKeySet();

    /**
     * Work that may take its time.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; a {@link CancellationException} or {@link InterruptedException} ends it without result or failure. */
        T run(Progress progress) throws Exception;
    }

    /** How work says where it is, and hears that it shall end; safe from any thread. */
    public interface Progress {
        /** What it does now, and how far it is from 0 to 1; negative when that isn't known. */
        void at(String message, double share);

        /** Whether it was asked to end. */
        boolean isCancelled();

        /** Called once when it is asked to end, on the thread that asks; at once when that was before. Replaces an earlier action. */
        void onCancel(Runnable action);

        /**
         * Ends the work when it was asked to.
         *
         * @throws CancellationException then
         */
        default void check() {
            if (isCancelled()) {
                throw new CancellationException();
            }
        }
    }

    /** Results go to {@code fx}: {@link FxThread#executor()} in the program, any executor in a test. */
    public Background(Executor fx) {
        this(fx, Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** With threads of the caller's choice. */
    public Background(Executor fx, ExecutorService threads) {
        this.fx = fx;
        this.threads = threads;
    }

    /** Where results are delivered. */
    public Executor fx() {
        return fx;
    }

    /**
     * Starts work; call on the FX thread. Exactly one of the callbacks follows, on the FX thread, unless the job was cancelled.
     *
     * @param title what it is, in a person's words
     */
    public <T> Job run(String title, Work<T> work, Consumer<? super T> onDone, Consumer<? super Throwable> onFailed) {
        return run(title, work, onDone, onFailed, () -> {
        });
    }

    /** The same; {@code onCancelled} follows when the job has ended after a cancellation. */
    public <T> Job run(String title, Work<T> work, Consumer<? super T> onDone, Consumer<? super Throwable> onFailed,
            Runnable onCancelled) {
        Job job = new Job(title);
        running.add(job.handle());
        try {
            threads.execute(() -> runHere(job, work, onDone, onFailed, onCancelled));
        } catch (RejectedExecutionException e) { // the program ends
            running.remove(job.handle());
            job.end();
        }
        return job;
    }

    private <T> void runHere(Job job, Work<T> work, Consumer<? super T> onDone, Consumer<? super Throwable> onFailed,
            Runnable onCancelled) {
        Runnable end;
        Runnable drop = onCancelled;
        try {
            T result = work.run(new JobProgress(job));
            end = () -> onDone.accept(result);
            drop = () -> {
                close(result);
                onCancelled.run();
            };
        } catch (CancellationException | InterruptedException e) {
            end = onCancelled;
        } catch (Throwable e) {
            LOG.warn("{} failed", job.title(), e);
            end = () -> onFailed.accept(e);
        }
        running.remove(job.handle());
        Runnable last = end;
        Runnable unwanted = drop;
        fx.execute(() -> {
            job.end();
            // Asked here, where cancelling happens too: what comes after a cancellation belongs to nobody.
            (job.handle().isCancelled() ? unwanted : last).run();
        });
    }

    /** A result that nobody takes is freed here: models and tokenizers hold native memory. */
    private void close(@Nullable Object result) {
        if (result instanceof AutoCloseable resource) {
            threads.execute(() -> {
                try {
                    resource.close();
                } catch (Exception e) {
                    LOG.warn("while freeing what was cancelled", e);
                }
            });
        }
    }

    /** Asks all work to end, and waits a little for it: files are then closed and whole. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        running.forEach(Job.Handle::cancel);
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("work in the background did not end within {} s", PATIENCE_SECONDS);
        }
    }

    /** Hands over what the work says, one message under way at a time. */
    private final class JobProgress implements Progress {
        private final Job job;

        JobProgress(Job job) {
            this.job = job;
        }

        @Override
        public void at(String message, double share) {
            if (job.say(message, share)) {
                fx.execute(job::show);
            }
        }

        @Override
        public boolean isCancelled() {
            return job.handle().isCancelled();
        }

        @Override
        public void onCancel(Runnable action) {
            job.handle().onCancel(action);
        }
    }
}
