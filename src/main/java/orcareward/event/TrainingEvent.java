package orcareward.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run says while it goes: to files, to the progress line, to the charts. */
public sealed interface TrainingEvent {
    /** When it was emitted. */
    Instant time();

    /** What the run does before its first step, as a line for a person: {@code reading pairs}, {@code tokenizing}. */
    record PhaseStarted(Instant time, String phase) implements TrainingEvent {
    }

    /** How far a long phase is; {@code total} 0 when unknown. */
    record PhaseProgress(Instant time, String phase, long done, long total) implements TrainingEvent {
    }

    /**
     * The loop begins.
     *
     * @param runId unique name of this run in the user's registry
     * @param startStep updates done before (above 0 when resumed)
     * @param totalSteps updates this run will have done at its end
     * @param trainPairs pairs after the length rule
     * @param evalPairs held-out pairs after the length rule
     * @param trainableParameters numbers that training changes
     * @param parameters all numbers of the model
     * @param device the device in words
     */
    record TrainingStarted(Instant time, String runId, String outputDir, long startStep, long totalSteps,
            double totalEpochs,
            long trainPairs, long evalPairs, long trainableParameters, long parameters,
            String device) implements TrainingEvent {
    }

    /** One update done; the progress line's heartbeat. {@code loss} is that update's, not yet averaged over the log interval. */
    record StepFinished(Instant time, long step, long totalSteps, double epoch, double loss, double accuracy,
            double pairsPerSecond,
            double secondsLeft) implements TrainingEvent {
    }

    /**
     * A log interval ended; one entry of TRL's {@code log_history}.
     *
     * @param gradNorm the last update's gradient norm before clipping
     * @param learningRate the rate that the last update used
     * @param numTokens tokens seen since the start, both copies of a shared prompt counted, as TRL does
     */
    record StepLogged(Instant time, long step, double epoch, RewardMetrics metrics, double learningRate,
            double gradNorm,
            long numTokens, double pairsPerSecond, long memoryBytes) implements TrainingEvent {
    }

    /** How far an evaluation is, in pairs. */
    record EvaluationProgress(Instant time, long step, long done, long total) implements TrainingEvent {
    }

    /**
     * The held-out pairs were scored during training.
     *
     * @param metrics TRL's averages: loss weighted by pairs, the others the unweighted mean over batches
     * @param trueAccuracy share of all pairs with reward(chosen) > reward(rejected)
     */
    record Evaluated(Instant time, long step, double epoch, RewardMetrics metrics, double trueAccuracy, long pairs,
            long numTokens,
            double runtimeSeconds, double samplesPerSecond, double stepsPerSecond) implements TrainingEvent {
    }

    /** A checkpoint is complete on disk. */
    record CheckpointSaved(Instant time, long step, String path) implements TrainingEvent {
    }

    /** Something a person should know: what was noticed and what it means. */
    record Notice(Instant time, Severity severity, String message) implements TrainingEvent {
    }

    /** How loud a notice is. */
    enum Severity {
        INFO, WARNING, ERROR
    }

    /** Paused, or going on again. */
    record PauseChanged(Instant time, long step, boolean paused) implements TrainingEvent {
    }

    /**
     * The last entry of TRL's {@code log_history}.
     *
     * @param remainder averages over the micro-batches after the last {@link StepLogged}, which TRL adds to this entry; null when
     *        there were none, or when an evaluation came after them
     */
    record TrainingFinished(Instant time, long step, double epoch, Outcome outcome, double trainLoss,
            double runtimeSeconds,
            double samplesPerSecond, double stepsPerSecond, double totalFlos,
            @Nullable Remainder remainder) implements TrainingEvent {
        /** Without a remainder. */
        public TrainingFinished(Instant time, long step, double epoch, Outcome outcome, double trainLoss,
                double runtimeSeconds, double samplesPerSecond, double stepsPerSecond, double totalFlos) {
            this(time, step, epoch, outcome, trainLoss, runtimeSeconds, samplesPerSecond, stepsPerSecond, totalFlos,
                    null);
        }
    }

    /** What was measured after the last log interval; {@code numTokens} as in {@link StepLogged}. */
    record Remainder(RewardMetrics metrics, long numTokens) {
    }

    /** How the loop ended. */
    enum Outcome {
        /** All steps done. */
        FINISHED,
        /** Stopped by the user after a step, saved. */
        STOPPED,
        /** An error ended it. */
        FAILED
    }

    /** The run failed; what is kept and how to go on. */
    record RunFailed(Instant time, long step, String message,
            @Nullable String lastCheckpoint) implements TrainingEvent {
    }

    /** The summary that ends {@code ./orca train}: the held-out evaluation by name, as plain values, and where things are. */
    record RunSummary(Instant time, String outputDir, Map<String, Object> evaluation,
            List<String> notes) implements TrainingEvent {
    }
}
