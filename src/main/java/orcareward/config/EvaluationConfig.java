package orcareward.config;

/**
 * When the held-out pairs are scored during training.
 *
 * @param strategy {@code eval_strategy}
 * @param evalSteps {@code eval_steps}: updates between evaluations; below 1 a share of all updates, 0 takes {@code logging_steps}
 * @param evalDelay {@code eval_delay}: updates (or epochs) before the first
 * @param evalOnStart {@code eval_on_start}
 * @param perDeviceEvalBatchSize {@code per_device_eval_batch_size}, in pairs
 */
public record EvaluationConfig(IntervalStrategy strategy, double evalSteps, double evalDelay, boolean evalOnStart,
        int perDeviceEvalBatchSize) {
    /** Throws IllegalStateException for a value out of range. */
    public EvaluationConfig {
        Invariant.require(evalSteps >= 0, "eval_steps must be at least 0");
        Invariant.require(evalDelay >= 0, "eval_delay must be at least 0");
        Invariant.require(perDeviceEvalBatchSize >= 1, "per_device_eval_batch_size must be at least 1");
    }
}
