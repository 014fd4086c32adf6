package orcareward.engine.evaluate;

import orcareward.event.RewardMetrics;

/**
 * TRL's averages over an evaluation's batches: the loss weighted by pairs, every other metric the unweighted mean over batches, so
 * that a short last batch counts as much as a full one. They go to {@code log_history}; people are shown
 * {@link PreferenceStatistics}.
 */
public final class BatchAverages {
    private double loss;
    private double accuracy;
    private double margin;
    private double minReward;
    private double meanReward;
    private double maxReward;
    private long pairs;
    private long batches;

    /** Adds a batch of {@code size} pairs. */
    public void add(RewardMetrics batch, int size) {
        loss += batch.loss() * size;
        accuracy += batch.accuracy();
        margin += batch.margin();
        minReward += batch.minReward();
        meanReward += batch.meanReward();
        maxReward += batch.maxReward();
        pairs += size;
        batches++;
    }

    /** Pairs so far. */
    public long pairs() {
        return pairs;
    }

    /** Batches so far. */
    public long batches() {
        return batches;
    }

    /** The averages; of at least one batch. */
    public RewardMetrics average() {
        if (batches == 0) {
            throw new IllegalStateException("there is no average of no batches");
        }
        return new RewardMetrics(loss / pairs, accuracy / batches, margin / batches, minReward / batches,
                meanReward / batches, maxReward / batches);
    }
}
