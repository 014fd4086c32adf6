package orcareward.ui.runs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunCurvesBuilder;
import orcareward.recipe.RunTail;
import orcareward.recipe.RunsRunner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of runs and what they measured, again and again, and each file only as far as it is new. Off the FX thread, one
 * call at a time.
 */
final class RunsReader {
    /** The list is shown before all curves are read. */
    private static final long BUDGET_NANOS = 300_000_000;
    private static final int SPARK = 96;

    private final RunsRunner runs;
    private final Map<String, Known> known = new HashMap<>();

    RunsReader(RunsRunner runs) {
        this.runs = runs;
    }

    /**
     * A run as it stands.
     *
     * @param loss about a hundred values of the logged loss, for a sparkline
     * @param lastLoss the last logged; NaN when there is none
     * @param seconds of training that the curves cover
     * @param curves of a run that goes on; null of others, which are read when somebody looks
     */
    record Seen(RunEntry run, double[] loss, double lastLoss, double seconds, @Nullable RunCurves curves) {
        /** Share of the held-out pairs with the chosen response above: of the final evaluation, else of the last during training. */
        double accuracy() {
            return metric("accuracy", metric("eval_accuracy", Double.NaN));
        }

        /** The last logged loss, else the mean over the training. */
        double finalLoss() {
            return Double.isNaN(lastLoss) ? metric("train_loss", Double.NaN) : lastLoss;
        }

        private double metric(String name, double otherwise) {
            return run.metrics().getOrDefault(name, otherwise);
        }

        /** How long it took, or takes so far. */
        double duration(Instant now) {
            Instant ended = run.ended();
            if (run.state() == RunState.VANISHED) {
                return seconds; // when it was killed nobody knows; its last event is known
            }
            return Duration.between(run.started(), ended == null ? now : ended).toMillis() / 1000.0;
        }
    }

    /**
     * All runs.
     *
     * @param complete false while curves of some have yet to be read
     * @param notices entries that can't be read
     */
    record Reading(List<Seen> runs, boolean complete, List<String> notices) {
    }

    /** What is known of a run's curves. */
    private static final class Known {
        private final String id;
        private final RunState state;
        private final @Nullable Instant ended;
        private final @Nullable RunTail tail;
        private final RunCurvesBuilder builder = new RunCurvesBuilder();
        private RunCurves curves = new RunCurves(List.of(), List.of());
        private double[] loss = {};
        private double seconds;

        Known(RunEntry run, @Nullable RunTail tail) {
            id = run.id();
            state = run.state();
            ended = run.ended();
            this.tail = tail;
        }

        boolean isOf(RunEntry run) {
            return id.equals(run.id()) && state == run.state() && Objects.equals(ended, run.ended());
        }
    }

    Reading read() throws IOException {
        List<String> notices = new ArrayList<>();
        List<RunEntry> entries = runs.list(notices::add);
        known.keySet().retainAll(entries.stream().map(RunEntry::outputDir).collect(Collectors.toSet()));
        long end = System.nanoTime() + BUDGET_NANOS;
        boolean complete = true;
        List<Seen> seen = new ArrayList<>();
        for (RunEntry run : entries) {
            Known before = known.get(run.outputDir());
            boolean fresh = before != null && before.isOf(run);
            boolean live = run.state() == RunState.RUNNING;
            if ((!fresh || live) && System.nanoTime() < end) {
                Known now = fresh && before != null ? before : new Known(run, live ? runs.tail(run) : null);
                known.put(run.outputDir(), now);
                readCurves(run, now);
            } else if (!fresh) {
                complete = false;
            }
            seen.add(seen(run, known.get(run.outputDir()), live));
        }
        return new Reading(seen, complete, notices);
    }

    private static Seen seen(RunEntry run, @Nullable Known now, boolean live) {
        return now == null
                ? new Seen(run, new double[0], Double.NaN, 0, null)
                : new Seen(run, now.loss, now.loss.length == 0 ? Double.NaN : now.loss[now.loss.length - 1],
                        now.seconds, live ? now.curves : null);
    }

    private void readCurves(RunEntry run, Known now) {
        try {
            RunTail tail = now.tail;
            if (tail == null) {
                keep(now, runs.curves(run));
                return;
            }
            boolean news = false;
            for (List<TrainingEvent> events = tail.next(); !events.isEmpty(); events = tail.next()) {
                events.forEach(now.builder::accept);
                news = true;
            }
            if (news) {
                now.curves = now.builder.curves();
                keep(now, now.curves);
            }
        } catch (IOException e) {
            now.loss = new double[0]; // its folder can't be read just now; the row says what its entry says
        }
    }

    private static void keep(Known now, RunCurves curves) {
        now.loss = thinned(curves.ofLogged(point -> point.metrics().loss()));
        now.seconds = curves.seconds();
    }

    /** Every so many, and the last. */
    private static double[] thinned(double[] values) {
        int step = Math.max(1, (values.length + SPARK - 1) / SPARK);
        double[] some = new double[(values.length + step - 1) / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[values.length - 1 - (some.length - 1 - i) * step];
        }
        return some;
    }
}
