package orcareward.engine.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import orcareward.engine.tensor.Kernels;
import orcareward.event.RewardMetrics;

/**
 * The Bradley-Terry loss of TRL's {@code RewardTrainer.compute_loss}: mean of -log sigmoid(rc - rr - margin), plus
 * {@code center_rewards_coefficient} times mean((rc + rr)^2).
 */
public final class PreferenceLoss {
    private final Kernels kernels;
    private final double centerRewardsCoefficient;

    /** A coefficient of 0 leaves centering out. */
    public PreferenceLoss(Kernels kernels, double centerRewardsCoefficient) {
        this.kernels = kernels;
        this.centerRewardsCoefficient = centerRewardsCoefficient;
    }

    /**
     * Loss and gradient, still on the device.
     *
     * @param metrics loss, accuracy, margin, smallest, mean and largest reward [6]
     * @param rewardGradients dloss/dreward times the weight [2B]
     */
    public record Result(NDArray metrics, NDArray rewardGradients) {
        /** Waits for the device. */
        public RewardMetrics read() {
            float[] m = metrics.toFloatArray();
            return new RewardMetrics(m[0], m[1], m[2], m[3], m[4], m[5]);
        }
    }

    /**
     * Computes it for a micro-batch.
     *
     * @param rewards [2B], chosen first
     * @param margins [B]
     * @param weight of this micro-batch in its update: 1 / micro-batches
     */
    public Result compute(NDManager scope, NDArray rewards, float[] margins, double weight) {
        NDArray[] out = kernels.tensors(scope, "preference_loss", rewards, scope.create(margins),
                centerRewardsCoefficient, weight);
        return new Result(out[0], out[1]);
    }
}
