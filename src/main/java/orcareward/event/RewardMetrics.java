package orcareward.event;

/**
 * TRL's training metrics: each the unweighted mean over the micro-batches since the last log (so {@code minReward} is a mean of
 * minima).
 *
 * @param loss Bradley-Terry loss, with margins and centering where configured
 * @param accuracy share of pairs with reward(chosen) > reward(rejected), 0 to 1
 * @param margin mean of reward(chosen) - reward(rejected)
 * @param minReward smallest of all rewards
 * @param meanReward mean of all rewards
 * @param maxReward largest of all rewards
 */
public record RewardMetrics(double loss, double accuracy, double margin, double minReward, double meanReward,
        double maxReward) {
}
