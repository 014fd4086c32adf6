package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import orcareward.config.IntervalStrategy;
import orcareward.config.TrainConfig;
import orcareward.config.TrainingConfig;
import orcareward.data.EpochOrder;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.tensor.EngineProbe;
import orcareward.engine.train.Cadence;
import orcareward.engine.train.MicroStep;
import orcareward.engine.train.TrainingPlan;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.files.UserFolder;

/** What a run will cost: counted from lengths and sizes, and timed by a few real updates. */
public final class EstimateRecipe implements EstimateRunner {
    private final UserFolder user;
    private final Clock clock;
    private final EngineProbe probe;

    /** The demo is unpacked and token ids are kept in the user's folder; {@code probe} knows whether there is a GPU. */
    public EstimateRecipe(UserFolder user, Clock clock, EngineProbe probe) {
        this.user = user;
        this.clock = clock;
        this.probe = probe;
    }

    @Override
    public Estimate estimate(EstimateJob job) throws IOException {
        TrainConfig config = job.config();
        Path folder = new Names(job.workingDirectory(), user.cache()).modelFolder(config.model());
        AdapterConfig adapter = AdapterConfig.isAdapter(folder) ? AdapterConfig.read(folder) : null;
        LlamaConfig model = LlamaConfig.read(adapter == null ? folder : adapter.resolveBase(folder));
        PairLengths train = job.train();
        TrainingPlan plan = TrainRecipe.plan(config.training(), train.size());
        int[] order = EpochOrder.permutation(train.size(), orderSeed(config.training()));
        Epoch epoch = epoch(train, order, plan, pieceTokens(config));
        double epochs = plan.totalEpochs();
        long evaluations = evaluations(config, plan, job.heldOut().size());
        return new Estimate(plan.totalSteps(), epochs, Math.round(epoch.tokens * epochs),
                Math.round(epoch.padded * epochs), evaluations, evaluations * job.heldOut().computedTokens(),
                MemoryEstimate.of(model, config, adapter == null ? 0 : adapter.r(), epoch.largestPiece));
    }

    static long orderSeed(TrainingConfig training) {
        Long dataSeed = training.dataSeed();
        return dataSeed == null ? training.seed() : dataSeed;
    }

    private int pieceTokens(TrainConfig config) {
        return MicroStep.Settings.pieceTokens(switch (config.model().device()) {
            case CPU -> false;
            case CUDA -> true;
            case AUTO -> probe.probe().devices().size() > 1; // the first is the CPU
        });
    }

    /**
     * The first epoch's batches.
     *
     * @param tokens that are computed
     * @param padded that padding would make of them
     * @param largestPiece tokens that are computed at once, at most
     */
    private record Epoch(long tokens, long padded, long largestPiece) {
    }

    private static Epoch epoch(PairLengths lengths, int[] order, TrainingPlan plan, int pieceTokens) {
        long tokens = 0;
        long padded = 0;
        long largest = 0;
        for (int batch = 0; batch < plan.batchesPerEpoch(); batch++) {
            int from = batch * plan.batchSize();
            int to = Math.min(order.length, from + plan.batchSize());
            long longest = 0;
            long piece = 0;
            for (int i = from; i < to; i++) {
                long own = lengths.computed(order[i]);
                piece = piece > 0 && piece + own > pieceTokens ? own : piece + own;
                largest = Math.max(largest, piece);
                longest = Math.max(longest, lengths.longer(order[i]));
                tokens += own;
            }
            padded += 2 * longest * (to - from);
        }
        return new Epoch(tokens, padded, largest);
    }

    private static long evaluations(TrainConfig config, TrainingPlan plan, int heldOut) {
        if (heldOut == 0) {
            return 0;
        }
        Cadence cadence = new Cadence(plan, config.output(), config.evaluation(), true);
        long count = cadence.evaluatesAtStart() ? 2 : 1; // one more, the summary at the end
        if (config.evaluation().strategy() != IntervalStrategy.NO) {
            for (long step = 1; step <= plan.totalSteps(); step++) {
                count += cadence.evaluatesAfter(step) ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public Measurement measure(EstimateJob job, EventSink events, RunControl control)
            throws IOException, InterruptedException {
        return OwnThread.call("measuring", () -> new Probe(user, clock, events, control).run(job), control);
    }
}
