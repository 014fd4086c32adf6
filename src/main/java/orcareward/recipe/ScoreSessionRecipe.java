package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import orcareward.config.DeviceChoice;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.RunControl;

/** Loads a model once and scores with it as often as asked, all on one thread: libtorch keeps its settings for each. */
public final class ScoreSessionRecipe implements ScoreSessions {
    private final Clock clock;

    /** The clock is what a chat template's date is read from. */
    public ScoreSessionRecipe(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ScoreSession open(Path modelDir, DeviceChoice device) throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread own = new Thread(work, "scoring");
            own.setDaemon(true);
            return own;
        });
        Future<Scoring> loading = thread.submit(() -> {
            TorchRuntime.useThreads(0);
            return Scoring.open(modelDir, device, clock);
        });
        try {
            return new OnOneThread(thread, result(loading));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            thread.execute(() -> closeLoaded(loading));
            thread.shutdown();
            throw e;
        }
    }

    /** What was loaded although nobody waits for it any more. */
    private static void closeLoaded(Future<Scoring> loading) {
        if (loading.state() == Future.State.SUCCESS) {
            loading.resultNow().close();
        }
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case IOException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private record OnOneThread(ExecutorService thread, Scoring scoring) implements ScoreSession {
        @Override
        public ScorableModel model() {
            return scoring.facts();
        }

        @Override
        public ScoreAnswer score(ScoreQuestion question, RunControl control) throws InterruptedException {
            Callable<ScoreAnswer> work = () -> scoring.score(question, control);
            Future<ScoreAnswer> answer;
            try {
                answer = thread.submit(work);
            } catch (RejectedExecutionException e) {
                throw new CancellationException("the model was closed");
            }
            try {
                return result(answer);
            } catch (InterruptedException e) {
                control.stop();
                throw e;
            } catch (IOException e) {
                throw new IllegalStateException("scoring reads no files", e);
            }
        }

        @Override
        public void close() {
            if (thread.isShutdown()) {
                return;
            }
            thread.execute(scoring::close);
            thread.shutdown();
            boolean interrupted = false;
            while (true) {
                try {
                    if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true; // what is computed can't be broken off, and its memory must not go before it
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
