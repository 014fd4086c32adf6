package orcareward.recipe;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import orcareward.event.RunControl;

/** Runs training on a thread of its own: libtorch keeps settings for each thread that computes. */
final class OwnThread {
    private OwnThread() {
    }

    /** Waits for the result, so that whoever calls keeps their thread: an interrupt stops the work after its step. */
    static <T> T call(String name, Callable<T> work, RunControl control) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            control.stop();
            thread.join();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
