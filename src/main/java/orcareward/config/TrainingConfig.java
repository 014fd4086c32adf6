package orcareward.config;

import org.jspecify.annotations.Nullable;

/**
 * The loop: batches, schedule, optimizer.
 *
 * @param numTrainEpochs {@code num_train_epochs}, may be fractional
 * @param maxSteps {@code max_steps}: optimizer updates; overrides the epochs when above 0
 * @param perDeviceTrainBatchSize {@code per_device_train_batch_size}, in pairs
 * @param gradientAccumulationSteps {@code gradient_accumulation_steps}: micro-batches an update
 * @param dataloaderDropLast {@code dataloader_drop_last}: leave out an epoch's last, short micro-batch
 * @param learningRate {@code learning_rate}
 * @param schedule {@code lr_scheduler_type}, {@code lr_scheduler_kwargs}
 * @param warmupSteps {@code warmup_steps}; 0 takes the ratio
 * @param warmupRatio {@code warmup_ratio}
 * @param weightDecay {@code weight_decay}, on all but norms and biases
 * @param adamBeta1 {@code adam_beta1}
 * @param adamBeta2 {@code adam_beta2}
 * @param adamEpsilon {@code adam_epsilon}
 * @param maxGradNorm {@code max_grad_norm}; 0 for no clipping
 * @param centerRewardsCoefficient {@code center_rewards_coefficient}: times mean((r_chosen + r_rejected)^2), arXiv 2312.09244
 * @param seed {@code seed}: head, adapter, dropout and order
 * @param dataSeed {@code data_seed}: order, instead of the seed
 * @param disableDropout {@code disable_dropout}: LoRA's dropout counts as 0
 */
public record TrainingConfig(double numTrainEpochs, int maxSteps, int perDeviceTrainBatchSize,
        int gradientAccumulationSteps,
        boolean dataloaderDropLast, double learningRate, ScheduleConfig schedule, int warmupSteps, double warmupRatio,
        double weightDecay, double adamBeta1, double adamBeta2, double adamEpsilon, double maxGradNorm,
        @Nullable Double centerRewardsCoefficient, long seed, @Nullable Long dataSeed, boolean disableDropout) {
    /** Throws IllegalStateException for a value out of range. */
    public TrainingConfig {
        Invariant.require(numTrainEpochs > 0 || maxSteps > 0, "num_train_epochs must be above 0");
        Invariant.require(perDeviceTrainBatchSize >= 1, "per_device_train_batch_size must be at least 1");
        Invariant.require(gradientAccumulationSteps >= 1, "gradient_accumulation_steps must be at least 1");
        Invariant.require(learningRate >= 0, "learning_rate must be at least 0");
        Invariant.require(warmupSteps >= 0, "warmup_steps must be at least 0");
        Invariant.require(warmupRatio >= 0 && warmupRatio <= 1, "warmup_ratio must be at least 0 and at most 1");
        Invariant.require(adamBeta1 >= 0 && adamBeta1 < 1, "adam_beta1 must be at least 0 and below 1");
        Invariant.require(adamBeta2 >= 0 && adamBeta2 < 1, "adam_beta2 must be at least 0 and below 1");
        Invariant.require(maxGradNorm >= 0, "max_grad_norm must be at least 0");
    }
}
