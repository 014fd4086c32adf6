package orcareward.ui.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.recipe.EvaluateJob;
import orcareward.recipe.EvaluateRunner;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.EvaluationReport;
import orcareward.recipe.EvaluationWatcher;
import orcareward.recipe.PairScores;
import orcareward.recipe.SamplePairs;
import org.jspecify.annotations.Nullable;

/** An evaluation without a model: rewards of a random generator, half of them first, the rest when the test says so. */
final class ScriptedRunner implements EvaluateRunner {
    private final Path folder;
    private final int count;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    final AtomicReference<@Nullable EvaluateJob> job = new AtomicReference<>();
    final PairScores scores;

    ScriptedRunner(Path folder, int count) {
        this.folder = folder;
        this.count = count;
        this.scores = SamplePairs.scores(count, 1, 1.2);
    }

    /** Lets a waiting evaluation finish; the next ones don't wait. */
    void goOn() {
        goOn.countDown();
    }

    void failWith(RuntimeException thrown) {
        failure.set(thrown);
    }

    @Override
    public EvaluationReport run(EvaluateJob asked, EventSink events, RunControl control, EvaluationWatcher watcher)
            throws IOException, InterruptedException {
        job.set(asked);
        RuntimeException thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
        events.accept(new TrainingEvent.PhaseStarted(Instant.EPOCH, "Reading pairs.jsonl"));
        watcher.pairsRead(SamplePairs.pairs(folder, count));
        String phase = "Evaluating";
        events.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, phase, 8, count));
        PairScores half = SamplePairs.first(scores, count / 2);
        watcher.scored(0, half, EvaluationFigures.of(half));
        events.accept(new TrainingEvent.PhaseProgress(Instant.EPOCH, phase, count / 2, count));
        while (goOn.getCount() > 0 && !control.isEndRequested()) {
            Thread.sleep(10);
        }
        if (control.isEndRequested()) {
            throw new CancellationException();
        }
        watcher.scored(0, scores, EvaluationFigures.of(scores));
        for (int i = 0; i < asked.baselines().size(); i++) {
            PairScores other = SamplePairs.scores(count, 2 + i, 0.5);
            watcher.scored(i + 1, other, EvaluationFigures.of(other));
        }
        if (asked.untrained()) {
            watcher.untrained(EvaluationFigures.of(SamplePairs.scores(count, 99, 0)));
        }
        return new EvaluationReport(List.of());
    }
}
