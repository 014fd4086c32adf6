package orcareward.engine.train;

import orcareward.config.EvaluationConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.OutputConfig;

/** After which updates a run logs, evaluates and saves: transformers' {@code DefaultFlowCallback}. */
public final class Cadence {
    private final TrainingPlan plan;
    private final OutputConfig output;
    private final EvaluationConfig evaluation;
    private final boolean hasEvaluationPairs;
    private final long loggingSteps;
    private final long evalSteps;
    private final long saveSteps;

    /** Intervals below 1 are shares of all updates, rounded up. */
    public Cadence(TrainingPlan plan, OutputConfig output, EvaluationConfig evaluation, boolean hasEvaluationPairs) {
        this.plan = plan;
        this.output = output;
        this.evaluation = evaluation;
        this.hasEvaluationPairs = hasEvaluationPairs;
        this.loggingSteps = steps(output.loggingSteps(), plan);
        this.evalSteps = evaluation.evalSteps() > 0 ? steps(evaluation.evalSteps(), plan) : loggingSteps;
        this.saveSteps = steps(output.saveSteps(), plan);
    }

    private static long steps(double interval, TrainingPlan plan) {
        return Math.max(1, interval < 1 ? (long) Math.ceil(plan.totalSteps() * interval) : Math.round(interval));
    }

    /** Whether a log interval ends after so many updates. */
    public boolean logsAfter(long step) {
        return switch (output.loggingStrategy()) {
            case NO -> false;
            case STEPS -> step % loggingSteps == 0 || step == 1 && output.loggingFirstStep();
            case EPOCH -> plan.endsEpoch(step) || step == 1 && output.loggingFirstStep();
        };
    }

    /** Whether the held-out pairs are scored after so many updates. */
    public boolean evaluatesAfter(long step) {
        return hasEvaluationPairs && switch (evaluation.strategy()) {
            case NO -> false;
            case STEPS -> step % evalSteps == 0 && evaluation.evalDelay() <= step;
            case EPOCH -> plan.endsEpoch(step) && evaluation.evalDelay() <= plan.epochAfter(step);
        };
    }

    /** Whether they are scored before the first update. */
    public boolean evaluatesAtStart() {
        return hasEvaluationPairs && evaluation.strategy() != IntervalStrategy.NO && evaluation.evalOnStart();
    }

    /** Whether a checkpoint is written after so many updates; the last one always is, unless nothing is saved. */
    public boolean savesAfter(long step) {
        return switch (output.saveStrategy()) {
            case NO -> false;
            case STEPS -> step % saveSteps == 0 || step == plan.totalSteps();
            case EPOCH -> plan.endsEpoch(step) || step == plan.totalSteps();
        };
    }
}
