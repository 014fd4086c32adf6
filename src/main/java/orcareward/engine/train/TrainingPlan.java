package orcareward.engine.train;

import java.util.Locale;
import orcareward.config.TrainingConfig;
import orcareward.problem.ProblemException;

/**
 * How many updates a run makes, counted as transformers' {@code Trainer.set_initial_training_values} does.
 *
 * @param trainPairs pairs an epoch
 * @param batchSize pairs in a micro-batch
 * @param batchesPerEpoch micro-batches an epoch, the last perhaps short
 * @param accumulation micro-batches an update; an epoch's last update may have fewer
 * @param updatesPerEpoch updates an epoch
 * @param totalSteps updates of the run
 */
public record TrainingPlan(int trainPairs, int batchSize, int batchesPerEpoch, int accumulation, int updatesPerEpoch,
        long totalSteps) {
    /**
     * The plan for so many pairs.
     *
     * @throws ProblemException when the epochs make more steps than can be counted
     */
    public static TrainingPlan of(TrainingConfig config, int trainPairs) {
        int batchSize = config.perDeviceTrainBatchSize();
        int batches = config.dataloaderDropLast() ? trainPairs / batchSize : Math.ceilDiv(trainPairs, batchSize);
        int accumulation = config.gradientAccumulationSteps();
        int updates = Math.max(1, Math.ceilDiv(batches, accumulation));
        double total = config.maxSteps() > 0 ? config.maxSteps() : Math.ceil(config.numTrainEpochs() * updates);
        if (total > Integer.MAX_VALUE) {
            throw new ProblemException("num_train_epochs",
                    String.format(Locale.ROOT, "the run would have %.3g steps, more than %,d", total,
                            Integer.MAX_VALUE),
                    "Lower it, or set max_steps");
        }
        return new TrainingPlan(trainPairs, batchSize, batches, accumulation, updates, (long) total);
    }

    /** The epoch, from 0, in which the update that follows {@code step} others lies. */
    public int epochOf(long step) {
        return (int) (step / updatesPerEpoch);
    }

    /** Index of that update within its epoch. */
    public int updateInEpoch(long step) {
        return (int) (step % updatesPerEpoch);
    }

    /** First micro-batch of an update within its epoch. */
    public int firstBatch(int updateInEpoch) {
        return updateInEpoch * accumulation;
    }

    /** Micro-batches in an update. */
    public int batchesIn(int updateInEpoch) {
        return Math.min(accumulation, batchesPerEpoch - firstBatch(updateInEpoch));
    }

    /** Epochs behind a run after {@code step} updates: 1.5 is halfway through the second. */
    public double epochAfter(long step) {
        if (step == 0) {
            return 0;
        }
        int update = updateInEpoch(step - 1);
        return epochOf(step - 1) + (double) (firstBatch(update) + batchesIn(update)) / batchesPerEpoch;
    }

    /** Whether {@code step} updates end an epoch. */
    public boolean endsEpoch(long step) {
        return step % updatesPerEpoch == 0;
    }

    /** Epochs of the whole run. */
    public double totalEpochs() {
        return epochAfter(totalSteps);
    }

    /** Pairs seen in an update. */
    public int pairsIn(int updateInEpoch) {
        long from = (long) firstBatch(updateInEpoch) * batchSize;
        long to = (long) (firstBatch(updateInEpoch) + batchesIn(updateInEpoch)) * batchSize;
        return (int) (Math.min(to, trainPairs) - from);
    }
}
