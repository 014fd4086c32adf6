package orcareward.runlog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orcareward.event.EventSink;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.Remainder;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;

/**
 * TRL's {@code log_history}: keys, order of keys, types and rounding as transformers 4.57 and TRL 0.25 log them. Values are
 * {@link Double}, {@code step} is a {@link Long}.
 *
 * <p>What is rounded there is rounded here, to Python's {@code round}: the logged loss (4 digits), run times (4) and rates (3). The
 * epoch is not rounded.
 */
public final class LogHistory implements EventSink {
    private final List<Map<String, Object>> entries;

    /** A history that goes on after {@code earlier} entries, those of the checkpoint that a run resumes from; else none. */
    public LogHistory(List<? extends Map<String, Object>> earlier) {
        entries = new ArrayList<>(earlier);
    }

    /** Adds the event's entry, if it has one. */
    @Override
    public synchronized void accept(TrainingEvent event) {
        entry(event).ifPresent(entries::add);
    }

    /** All entries so far. */
    public synchronized List<Map<String, Object>> entries() {
        return List.copyOf(entries);
    }

    /** What TRL logs where we emit {@code event}; empty where it logs nothing. */
    public static Optional<Map<String, Object>> entry(TrainingEvent event) {
        if (event instanceof StepLogged logged) {
            return Optional.of(entry(logged));
        }
        if (event instanceof Evaluated evaluated) {
            return Optional.of(entry(evaluated));
        }
        // TRL has no entry for a run that broke.
        if (event instanceof TrainingFinished finished && finished.outcome() != Outcome.FAILED) {
            return Optional.of(entry(finished));
        }
        return Optional.empty();
    }

    private static Map<String, Object> entry(StepLogged logged) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("loss", round(logged.metrics().loss(), 4));
        entry.put("grad_norm", logged.gradNorm());
        entry.put("learning_rate", logged.learningRate());
        putMetrics(entry, "", logged.metrics(), logged.numTokens());
        return at(entry, logged.epoch(), logged.step());
    }

    private static Map<String, Object> entry(Evaluated evaluated) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("eval_loss", evaluated.metrics().loss());
        entry.put("eval_runtime", round(evaluated.runtimeSeconds(), 4));
        entry.put("eval_samples_per_second", round(evaluated.samplesPerSecond(), 3));
        entry.put("eval_steps_per_second", round(evaluated.stepsPerSecond(), 3));
        putMetrics(entry, "eval_", evaluated.metrics(), evaluated.numTokens());
        return at(entry, evaluated.epoch(), evaluated.step());
    }

    private static Map<String, Object> entry(TrainingFinished finished) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("train_runtime", round(finished.runtimeSeconds(), 4));
        entry.put("train_samples_per_second", round(finished.samplesPerSecond(), 3));
        entry.put("train_steps_per_second", round(finished.stepsPerSecond(), 3));
        entry.put("total_flos", finished.totalFlos());
        entry.put("train_loss", finished.trainLoss());
        Remainder remainder = finished.remainder();
        if (remainder != null) {
            putMetrics(entry, "", remainder.metrics(), remainder.numTokens());
        }
        return at(entry, finished.epoch(), finished.step());
    }

    private static void putMetrics(Map<String, Object> entry, String prefix, RewardMetrics metrics, long numTokens) {
        entry.put(prefix + "num_tokens", (double) numTokens);
        entry.put(prefix + "min_reward", metrics.minReward());
        entry.put(prefix + "mean_reward", metrics.meanReward());
        entry.put(prefix + "max_reward", metrics.maxReward());
        entry.put(prefix + "accuracy", metrics.accuracy());
        entry.put(prefix + "margin", metrics.margin());
    }

    private static Map<String, Object> at(Map<String, Object> entry, double epoch, long step) {
        entry.put("epoch", epoch);
        entry.put("step", step);
        return Collections.unmodifiableMap(entry);
    }

    /** Python's {@code round}: half to even on the number's exact binary value. */
    private static double round(double value, int digits) {
        if (!Double.isFinite(value)) {
            return value;
        }
        double rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
        return rounded == 0 ? Math.copySign(0.0, value) : rounded;
    }
}
