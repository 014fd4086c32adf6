package orcareward.engine.train;

import orcareward.event.RewardMetrics;

/**
 * Where a run stands between two updates: all that the loop carries from one to the next, besides weights and optimizer state.
 *
 * @param step updates done
 * @param numTokens tokens seen, both copies of a shared prompt counted, as TRL does
 * @param totalLoss sum of the losses of all updates since the start that were applied
 * @param since what has gathered since the last log
 */
public record Progress(long step, long numTokens, double totalLoss, Gathered since) {
    /** The start of a run. */
    public static final Progress START = new Progress(0, 0, 0, Gathered.NOTHING);

    /**
     * Sums over the micro-batches since the last log.
     *
     * @param updates updates in it
     * @param batches micro-batches in it
     * @param loss sum of the updates' losses
     * @param accuracy sum over micro-batches, as are the following
     */
    public record Gathered(long updates, long batches, double loss, double accuracy, double margin, double minReward,
            double meanReward, double maxReward) {
        /** Nothing yet. */
        public static final Gathered NOTHING = new Gathered(0, 0, 0, 0, 0, 0, 0, 0);

        Gathered plusBatch(RewardMetrics m) {
            return new Gathered(updates, batches + 1, loss, accuracy + m.accuracy(), margin + m.margin(),
                    minReward + m.minReward(), meanReward + m.meanReward(), maxReward + m.maxReward());
        }

        Gathered plusUpdate(double updateLoss) {
            return new Gathered(updates + 1, batches, loss + updateLoss, accuracy, margin, minReward, meanReward,
                    maxReward);
        }

        RewardMetrics average() {
            return new RewardMetrics(loss / updates, accuracy / batches, margin / batches, minReward / batches,
                    meanReward / batches, maxReward / batches);
        }
    }
}
