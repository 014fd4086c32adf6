package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import orcareward.config.TrainConfig;
import orcareward.config.TrainingConfig;
import orcareward.data.EpochOrder;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.optim.AdamW;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.engine.train.MicroStep;
import orcareward.engine.train.TrainingPlan;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.files.UserFolder;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.TokenizedPair;

/** Times a run's first updates, on its own batches, and throws away what they learn. */
final class Probe {
    /** libtorch compiles kernels and finds memory in the first. */
    private static final int WARM_UP = 1;
    private static final int UPDATES = 6;
    private static final double ENOUGH_SECONDS = 15;
    private static final double NANO = 1e9;

    private final UserFolder user;
    private final Clock clock;
    private final EventSink events;
    private final RunControl control;

    Probe(UserFolder user, Clock clock, EventSink events, RunControl control) {
        this.user = user;
        this.clock = clock;
        this.events = events;
        this.control = control;
    }

    Measurement run(EstimateJob job) throws IOException {
        TrainConfig config = job.config();
        Names names = new Names(job.workingDirectory(), user.cache());
        Path folder = names.modelFolder(config.model());
        TorchRuntime.useThreads(config.model().cpuThreads());
        try (RewardTokenizer tokenizer = RewardTokenizer.load(TrainRecipe.tokenizerFolder(folder),
                RewardTokenizer.Settings.of(config.data(), job.workingDirectory()), clock)) {
            Pairs pairs = new Pairs.Reader(names, tokenizer, config.data(), events, control, clock)
                    .read(job.heldOut().size() > 0);
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Loading " + folder));
            try (TorchRuntime runtime = TorchRuntime.start(config.model().device());
                    LoadedModel model = TrainRecipe.load(runtime, config, folder, AdapterConfig.isAdapter(folder),
                            null)) {
                return time(config, pairs.train(), runtime, model, tokenizer.padTokenId());
            }
        } catch (Tokenization.EndRequestedException e) {
            throw ended();
        }
    }

    private Measurement time(TrainConfig config, List<TokenizedPair> pairs, TorchRuntime runtime, LoadedModel model,
            int padTokenId) {
        TrainingConfig training = config.training();
        TrainingPlan plan = TrainRecipe.plan(training, pairs.size());
        Precision precision = config.model().bf16() ? runtime.bf16() : Precision.FP32;
        MicroStep step = new MicroStep(model.model(), runtime.kernels(), new PreferenceLoss(runtime.kernels(), 0),
                MicroStep.Settings.on(runtime, precision, config.model().gradientCheckpointing(), padTokenId));
        int[] order = EpochOrder.permutation(pairs.size(), EstimateRecipe.orderSeed(training));
        Times times = new Times();
        int updates = (int) Math.min(plan.totalSteps(), Math.min(plan.updatesPerEpoch(), WARM_UP + UPDATES));
        try (AdamW optimizer = new AdamW(runtime.kernels(), runtime.manager(), model.model().trainableParameters(),
                training)) {
            int update = 0;
            while (update < updates && (times.training() < ENOUGH_SECONDS || update <= WARM_UP)) {
                boolean counts = update >= WARM_UP || updates == 1;
                for (int batch = 0; batch < plan.batchesIn(update); batch++) {
                    List<TokenizedPair> some = batch(pairs, order, plan, plan.firstBatch(update) + batch);
                    train(step, some, plan.batchesIn(update), counts ? times : new Times());
                }
                long begin = System.nanoTime();
                optimizer.step(0);
                times.addUpdate(begin, counts);
                update++;
                events.accept(new TrainingEvent.PhaseProgress(clock.instant(), "Timing updates", update, updates));
            }
        }
        List<TokenizedPair> some = batch(pairs, order, plan, 0);
        long begin = System.nanoTime();
        step.score(some);
        double perToken = (System.nanoTime() - begin) / NANO / tokens(some);
        return new Measurement(times.training() / times.tokens, times.optimizer / times.updates, perToken,
                times.updates, runtime.deviceName());
    }

    private void train(MicroStep step, List<TokenizedPair> some, int batches, Times times) {
        if (control.isEndRequested()) {
            throw ended();
        }
        long begin = System.nanoTime();
        step.train(some, 1.0 / batches, 0);
        times.seconds += (System.nanoTime() - begin) / NANO;
        times.tokens += tokens(some);
    }

    private static List<TokenizedPair> batch(List<TokenizedPair> pairs, int[] order, TrainingPlan plan, int batch) {
        int from = batch * plan.batchSize();
        return IntStream.range(from, Math.min(order.length, from + plan.batchSize())).mapToObj(i -> pairs.get(order[i]))
                .toList();
    }

    private static long tokens(List<TokenizedPair> pairs) {
        return PairLengths.of(pairs).computedTokens();
    }

    private static CancellationException ended() {
        return new CancellationException("the measurement was asked to end");
    }

    /** Sums of what was timed. */
    private static final class Times {
        private double seconds;
        private long tokens;
        private double optimizer;
        private int updates;

        void addUpdate(long begin, boolean counts) {
            if (counts) {
                optimizer += (System.nanoTime() - begin) / NANO;
                updates++;
            }
        }

        double training() {
            return seconds;
        }
    }
}
