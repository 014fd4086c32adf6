package orcareward.recipe;

import java.util.function.LongSupplier;
import orcareward.engine.evaluate.PairRewards;
import orcareward.engine.evaluate.PreferenceStatistics;

/** Hands one subject's rewards on while they are made: four times a second at most, and never for more than a twentieth of the time. */
final class PartialResults {
    private static final long LEAST_NANOS = 250_000_000;
    private static final int SHARE = 20;

    private final EvaluationWatcher watcher;
    private final int subject;
    private final LongSupplier nanoTime;
    private long next;

    PartialResults(EvaluationWatcher watcher, int subject, LongSupplier nanoTime) {
        this.watcher = watcher;
        this.subject = subject;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** A batch was scored. */
    void scored(PairRewards.Builder soFar) {
        long begin = nanoTime.getAsLong();
        if (watcher == EvaluationWatcher.NONE || begin - next < 0) {
            return;
        }
        all(soFar.build());
        long cost = nanoTime.getAsLong() - begin;
        next = begin + Math.max(LEAST_NANOS, SHARE * cost);
    }

    /** All pairs were scored. */
    void all(PairRewards rewards) {
        if (watcher != EvaluationWatcher.NONE) {
            watcher.scored(subject, new PairScores(rewards), EvaluationFigures.of(PreferenceStatistics.of(rewards)));
        }
    }
}
