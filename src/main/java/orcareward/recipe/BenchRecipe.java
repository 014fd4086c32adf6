package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import orcareward.config.LoraConfig;
import orcareward.config.ScheduleConfig;
import orcareward.config.TrainingConfig;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.checkpoint.StartWeights;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.optim.AdamW;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.ProcessMemory;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.engine.train.MicroStep;
import orcareward.event.EventSink;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import orcareward.tokenize.TokenizedPair;

/** Times steps of the engine, and of nothing else, on given batches; what {@code reference/time_trl.py} does with TRL's. */
public final class BenchRecipe implements BenchRunner {
    private static final int SEED = 0;
    private static final double LEARNING_RATE = 1e-5;

    private final Clock clock;

    /** The clock dates events; steps are timed by the system's nanoseconds. */
    public BenchRecipe(Clock clock) {
        this.clock = clock;
    }

    @Override
    public BenchReport run(BenchJob job, EventSink events) throws IOException {
        TorchRuntime.useThreads(job.threads());
        events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Loading " + job.modelDir()));
        try (TorchRuntime runtime = TorchRuntime.start(job.device()); LoadedModel model = load(runtime, job)) {
            Path init = job.init();
            if (init != null) {
                StartWeights.readOrWrite(init, model, runtime.kernels());
            }
            List<List<TokenizedPair>> batches = BenchBatches.read(job.lengths(), model.config().vocabSize());
            return measure(job, runtime, model, batches, events);
        }
    }

    private static LoadedModel load(TorchRuntime runtime, BenchJob job) throws IOException {
        ModelLoader loader = new ModelLoader(runtime);
        ModelLoader.Head head = new ModelLoader.Head.StoredOrFresh(SEED);
        boolean full = job.lora() == 0;
        LoraConfig lora = new LoraConfig(Math.max(1, job.lora()), 2 * job.lora(), 0, List.of("q_proj", "v_proj"),
                false);
        return switch (job.weights()) {
            case BenchJob.Weights.Stored() -> full
                    ? loader.full(job.modelDir(), head, true)
                    : loader.newAdapter(job.modelDir(), head, lora, 0, SEED);
            case BenchJob.Weights.Random(int layers) -> {
                LlamaConfig config = LlamaConfig.read(job.modelDir());
                LoadedModel random = loader.random(job.modelDir(), layers > 0 ? config.withLayers(layers) : config,
                        full);
                yield full ? random : loader.newAdapter(random, lora, 0, SEED);
            }
        };
    }

    private BenchReport measure(BenchJob job, TorchRuntime runtime, LoadedModel model,
            List<List<TokenizedPair>> batches, EventSink events) {
        Integer pad = model.config().padTokenId();
        int padTokenId = pad == null ? -1 : pad;
        MicroStep step = new MicroStep(model.model(), runtime.kernels(), new PreferenceLoss(runtime.kernels(), 0),
                MicroStep.Settings.on(runtime, job.bf16() ? runtime.bf16() : Precision.FP32,
                        job.gradientCheckpointing(), padTokenId));
        int each = job.warmup() + job.steps();
        int[] order = IntStream.concat(job.prepass() ? IntStream.range(0, each) : IntStream.empty(),
                IntStream.range(0, each)).toArray();
        List<BenchReport.Row> rows = new ArrayList<>();
        long pairs = 0;
        boolean trains = job.mode() == BenchJob.Mode.TRAIN;
        try (AdamW optimizer = new AdamW(runtime.kernels(), runtime.manager(),
                trains ? model.model().trainableParameters() : List.of(), settings())) {
            for (int i = 0; i < order.length; i++) {
                int index = order[i] % batches.size();
                List<TokenizedPair> batch = batches.get(index);
                boolean warmup = i < order.length - each || order[i] < job.warmup();
                long begin = System.nanoTime();
                double loss;
                double gradNorm = 0;
                if (trains) {
                    RewardMetrics metrics = step.train(batch, 1, SEED);
                    gradNorm = optimizer.step(LEARNING_RATE);
                    loss = metrics.loss();
                } else {
                    loss = step.score(batch).metrics().loss();
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                rows.add(new BenchReport.Row(index, warmup, seconds, loss, gradNorm,
                        BenchWork.of(model.config(), batch, PackedBatch.ofPairs(batch, padTokenId), job)));
                pairs += warmup ? 0 : batch.size();
                events.accept(new TrainingEvent.PhaseProgress(clock.instant(), "Timing", i + 1, order.length));
            }
        }
        return new BenchReport(job, runtime.threads(), runtime.deviceName(), pairs, ProcessMemory.peakResidentBytes(),
                rows);
    }

    /** transformers' defaults with a constant small rate, as the other side has them. */
    private static TrainingConfig settings() {
        return new TrainingConfig(1, 0, 1, 1, false, LEARNING_RATE, new ScheduleConfig.Constant(), 0, 0, 0, 0.9, 0.999,
                1e-8, 1, null, SEED, null, true);
    }
}
