package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import orcareward.config.ConfigWriter;
import orcareward.config.IntervalStrategy;
import orcareward.config.LoraConfig;
import orcareward.config.TrainConfig;
import orcareward.config.TrainingConfig;
import orcareward.data.DatasetIdentity;
import orcareward.data.EpochOrder;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.checkpoint.OptimizerState;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.optim.AdamW;
import orcareward.engine.optim.LearningRateSchedule;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.engine.train.Cadence;
import orcareward.engine.train.MicroStep;
import orcareward.engine.train.Progress;
import orcareward.engine.train.Trainer;
import orcareward.engine.train.TrainingPlan;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.Severity;
import orcareward.files.HostName;
import orcareward.files.OutputFolder;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;
import orcareward.runlog.RunRegistry;
import orcareward.runlog.TrainerState;
import orcareward.tokenize.RewardTokenizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a reward model: pairs to a model in the output folder, then the held-out pairs to a summary. */
public final class TrainRecipe implements TrainRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TrainRecipe.class);

    private final UserFolder user;
    private final Clock clock;

    /** Runs are entered in the user's folder; the demo is unpacked below it. */
    public TrainRecipe(UserFolder user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    /** Trains on a thread of its own and waits for it, so that whoever calls keeps theirs: an interrupt stops the run after its step. */
    @Override
    public TrainOutcome run(TrainJob job, EventSink events, RunControl control)
            throws IOException, InterruptedException {
        return OwnThread.call("training", () -> runHere(job, events, control), control);
    }

    private TrainOutcome runHere(TrainJob job, EventSink events, RunControl control)
            throws IOException, InterruptedException {
        RunRegistry registry = new RunRegistry(user.runs(), clock, HostName.ofThisMachine());
        Path resumeFrom = job.resume();
        ResumePoint resume = resumeFrom == null ? null : ResumePoint.find(resumeFrom);
        Path outputDir = resume != null
                ? resume.outputDir()
                : job.workingDirectory().resolve(job.config().output().outputDir());
        OutputFolder.Existing existing = resume != null
                ? OutputFolder.Existing.KEEP
                : job.overwrite() ? OutputFolder.Existing.OVERWRITE : OutputFolder.Existing.REFUSE;
        OutputFolder folder = OutputFolder.acquire(outputDir, existing, clock.instant());
        boolean begun = false;
        try (Prepared prepared = prepare(job, resume, folder.path(), events, control)) {
            if (job.overwrite() && control.isEndRequested()) {
                throw new Tokenization.EndRequestedException(); // the earlier run is not removed for one that won't be
            }
            begun = true;
            if (resume != null && resume.isFinished(prepared.plan.totalSteps())) {
                notice(events, Severity.INFO,
                        "The run is finished: all " + prepared.plan.totalSteps() + " steps are done.");
                return new TrainOutcome(folder.path(), Outcome.FINISHED, prepared.plan.totalSteps(),
                        resume.checkpoint());
            }
            folder.removeEarlierRun();
            return train(job, prepared, folder.path(), registry, events, control);
        } catch (Tokenization.EndRequestedException e) {
            Path kept = resume == null ? null : resume.checkpoint();
            long step = kept == null ? 0 : RunFolder.stepOf(kept).orElse(0L);
            return new TrainOutcome(folder.path(), Outcome.STOPPED, step, kept);
        } finally {
            if (begun) {
                folder.close();
            } else {
                folder.releaseUnused(); // nothing is left of a run that never began
            }
        }
    }

    /** Everything that can be wrong with the user's input shows here, before anything is written. */
    private Prepared prepare(TrainJob job, @Nullable ResumePoint resume, Path outputDir, EventSink events,
            RunControl control) throws IOException {
        TrainConfig config = job.config();
        Names names = new Names(job.workingDirectory(), user.cache());
        boolean isAdapter = config.model().adapterNameOrPath() != null;
        Path modelFolder = names.modelFolder(config.model());
        requireApart(modelFolder, outputDir, isAdapter);
        for (String note : job.configNotes()) {
            notice(events, Severity.INFO, note);
        }
        Path checkpoint = resume == null ? null : resume.checkpoint();
        if (checkpoint != null) {
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Checking " + checkpoint));
            Manifest.verify(checkpoint);
        }
        try (EngineStart engineStart = EngineStart.begin(() -> startRuntime(config),
                runtime -> load(runtime, config, modelFolder, isAdapter, checkpoint))) {
            Path tokenizerFolder = tokenizerFolder(modelFolder);
            RewardTokenizer tokenizer = RewardTokenizer.load(tokenizerFolder,
                    RewardTokenizer.Settings.of(config.data(), job.workingDirectory()), clock);
            EngineStart.Engine engine = null;
            boolean complete = false;
            try {
                Pairs pairs = readPairs(job, resume, names, tokenizer, events, control);
                TrainingPlan plan = plan(config.training(), pairs.train().size());
                events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Loading " + modelFolder));
                engine = engineStart.take();
                TorchRuntime.useThreads(config.model().cpuThreads()); // for this thread, which trains
                AdamW optimizer = new AdamW(engine.runtime().kernels(), engine.runtime().manager(),
                        engine.model().model().trainableParameters(), config.training());
                Progress start = Progress.START;
                List<Map<String, Object>> earlier = List.of();
                if (checkpoint != null) {
                    OptimizerState.read(checkpoint, optimizer, engine.runtime().kernels());
                    start = RunFolder.readProgress(checkpoint);
                    earlier = TrainerState.read(checkpoint.resolve(TrainerState.NAME)).logHistory();
                } else if (resume != null && !resume.isFinished(plan.totalSteps())) {
                    notice(events, Severity.WARNING,
                            "There is no complete checkpoint in " + resume.outputDir() + ": starting at step 0.");
                }
                complete = true;
                return new Prepared(config, engine.runtime(), tokenizer, tokenizerFolder, modelFolder, pairs, plan,
                        engine.model(), optimizer, start, earlier, checkpoint);
            } finally {
                if (!complete) {
                    tokenizer.close();
                    if (engine != null) {
                        engine.close();
                    }
                }
            }
        }
    }

    private Pairs readPairs(TrainJob job, @Nullable ResumePoint resume, Names names, RewardTokenizer tokenizer,
            EventSink events, RunControl control) throws IOException {
        boolean evaluates = job.config().evaluation().strategy() != IntervalStrategy.NO;
        Pairs pairs = new Pairs.Reader(names, tokenizer, job.config().data(), events, control, clock).read(evaluates);
        if (resume != null) {
            ModelCard.requireSameData(resume.outputDir(), pairs);
        }
        if (evaluates && pairs.heldOut().isEmpty()) {
            throw new ProblemException("eval_strategy", "there is nothing to evaluate on",
                    "Set test_size or eval_dataset_name, or eval_strategy: no");
        }
        notice(events, Severity.INFO, "Prompt format " + pairs.format().reason());
        pairs.report().forEach(line -> notice(events, Severity.INFO, line));
        return pairs;
    }

    static TrainingPlan plan(TrainingConfig training, int trainPairs) {
        TrainingPlan plan = TrainingPlan.of(training, trainPairs);
        if (plan.batchesPerEpoch() == 0) {
            throw new ProblemException("dataloader_drop_last",
                    "no whole batch is left: " + trainPairs + " pairs, batches of " + plan.batchSize(),
                    "Lower per_device_train_batch_size, or leave dataloader_drop_last out");
        }
        return plan;
    }

    private static TorchRuntime startRuntime(TrainConfig config) {
        TorchRuntime.useThreads(config.model().cpuThreads());
        return TorchRuntime.start(config.model().device());
    }

    /** What training begins from must outlive the run: an adapter is of no use without its base. */
    private static void requireApart(Path modelFolder, Path outputDir, boolean isAdapter) throws IOException {
        List<Path> folders = isAdapter
                ? List.of(modelFolder, AdapterConfig.read(modelFolder).resolveBase(modelFolder))
                : List.of(modelFolder);
        for (Path folder : folders) {
            if (Files.exists(folder) && folder.toRealPath().startsWith(outputDir.toRealPath())) {
                throw new ProblemException(outputDir.toString(),
                        "the model that training begins from, " + folder + ", is in the output folder",
                        "Choose another output folder with --output-dir");
            }
        }
    }

    /** An adapter may have been saved without its tokenizer: then it is the base's. */
    static Path tokenizerFolder(Path modelFolder) throws IOException {
        return Files.exists(modelFolder.resolve("tokenizer.json"))
                || !AdapterConfig.isAdapter(modelFolder)
                        ? modelFolder
                        : AdapterConfig.read(modelFolder).resolveBase(modelFolder);
    }

    static LoadedModel load(TorchRuntime runtime, TrainConfig config, Path modelFolder, boolean isAdapter,
            @Nullable Path checkpoint) throws IOException {
        ModelLoader loader = new ModelLoader(runtime);
        TrainingConfig training = config.training();
        LoraConfig lora = config.lora().orElse(null);
        if (isAdapter || checkpoint != null && lora != null) {
            Path folder = checkpoint != null ? checkpoint : modelFolder;
            double dropout = lora != null ? lora.loraDropout() : AdapterConfig.read(folder).loraDropout();
            return loader.adapter(folder, true, training.disableDropout() ? 0 : dropout);
        }
        ModelLoader.Head head = new ModelLoader.Head.StoredOrFresh(training.seed());
        if (checkpoint != null) {
            return loader.full(checkpoint, new ModelLoader.Head.Stored(), true);
        }
        return lora == null
                ? loader.full(modelFolder, head, true)
                : loader.newAdapter(modelFolder, head, lora, training.disableDropout() ? 0 : lora.loraDropout(),
                        training.seed());
    }

    private TrainOutcome train(TrainJob job, Prepared p, Path outputDir, RunRegistry registry, EventSink listener,
            RunControl control)
            throws IOException, InterruptedException {
        TrainConfig config = p.config;
        Pairs pairs = p.pairs;
        RunFolder folder = new RunFolder(outputDir, config, ConfigWriter.toYaml(config), card(job, p), p.model,
                p.tokenizerFolder, p.tokenizer, p.plan);
        folder.begin();
        try (RunLogs logs = new RunLogs(config, outputDir, p.earlier, registry, listener, clock)) {
            Trainer trainer = trainer(p, logs, control);
            logs.accept(new TrainingEvent.TrainingStarted(clock.instant(), logs.runId(), outputDir.toString(),
                    p.start.step(),
                    p.plan.totalSteps(), p.plan.totalEpochs(), pairs.train().size(), pairs.heldOut().size(),
                    numbers(p.model.model().trainableParameters()), numbers(p.model.model().parameters()),
                    p.runtime.deviceName()));
            if (precision(p) == Precision.BF16_IN_FP32) {
                notice(logs, Severity.INFO, "This processor multiplies bfloat16 slowly, so its numbers are "
                        + "multiplied in float32: as fast as bf16: false, in less memory.");
            }
            @Nullable
            Path[] last = {p.resumedFrom};
            try {
                Outcome outcome = trainer.run(progress -> {
                    last[0] = folder.saveCheckpoint(progress, p.optimizer, logs.logHistory());
                    logs.accept(
                            new TrainingEvent.CheckpointSaved(clock.instant(), progress.step(), last[0].toString()));
                });
                if (outcome == Outcome.FINISHED) {
                    folder.saveFinal(trainer.progress(), logs.logHistory());
                    summarize(p, outputDir, logs, control);
                }
                return new TrainOutcome(outputDir, outcome, trainer.progress().step(), last[0]);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                LOG.error("the run failed", e);
                String kept = last[0] == null ? null : last[0].toString();
                logs.accept(new TrainingEvent.RunFailed(clock.instant(), trainer.progress().step(),
                        reason(e), kept));
                return new TrainOutcome(outputDir, Outcome.FAILED, trainer.progress().step(), last[0]);
            }
        }
    }

    /** What ended a run, in the words of whoever noticed, and the way out where memory ran out. */
    static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof OutOfMemoryError) {
            return "Java's heap is too small (" + message + "). Give it more, say ORCA_JAVA_OPTS=-Xmx8g";
        }
        return message.lines().filter(line -> line.contains("allocate memory") || line.contains("out of memory"))
                .findFirst().map(line -> line.strip() + ". Lower per_device_train_batch_size and raise"
                        + " gradient_accumulation_steps, or set gradient_checkpointing: true")
                .orElse(message);
    }

    private static Precision precision(Prepared p) {
        return p.config.model().bf16() ? p.runtime.bf16() : Precision.FP32;
    }

    private Trainer trainer(Prepared p, EventSink events, RunControl control) {
        TrainConfig config = p.config;
        TrainingConfig training = config.training();
        Pairs pairs = p.pairs;
        Double coefficient = training.centerRewardsCoefficient();
        PreferenceLoss loss = new PreferenceLoss(p.runtime.kernels(), coefficient == null ? 0 : coefficient);
        MicroStep step = new MicroStep(p.model.model(), p.runtime.kernels(), loss, MicroStep.Settings.on(p.runtime,
                precision(p), config.model().gradientCheckpointing(), p.tokenizer.padTokenId()));
        long warmup = LearningRateSchedule.warmupSteps(training.warmupSteps(), training.warmupRatio(),
                p.plan.totalSteps());
        LearningRateSchedule schedule = new LearningRateSchedule(training.schedule(), training.learningRate(), warmup,
                p.plan.totalSteps());
        Cadence cadence = new Cadence(p.plan, config.output(), config.evaluation(), !pairs.heldOut().isEmpty());
        long orderSeed = EstimateRecipe.orderSeed(training);
        return new Trainer(
                new Trainer.Setup(training, p.plan, cadence, step, p.optimizer, schedule,
                        config.evaluation().perDeviceEvalBatchSize()),
                new Trainer.Data(pairs.train(), pairs.heldOut(),
                        epoch -> EpochOrder.permutation(pairs.train().size(), orderSeed + epoch)),
                p.start, events, control, clock);
    }

    private static ModelCard card(TrainJob job, Prepared p) {
        DatasetIdentity eval = p.pairs.evalDataset();
        return new ModelCard(p.pairs.format().format(), p.modelFolder.toAbsolutePath().normalize().toString(),
                p.config.data(),
                dataFile(p.pairs.dataset()), eval == null ? null : dataFile(eval));
    }

    private static ModelCard.DataFile dataFile(DatasetIdentity identity) {
        return new ModelCard.DataFile(identity.name(), identity.path().toString(), identity.bytes(), identity.sha256(),
                identity.rows());
    }

    /** Scores the held-out pairs once more, in float32, for people. */
    private void summarize(Prepared p, Path outputDir, EventSink events, RunControl control) throws IOException {
        if (p.pairs.heldOut().isEmpty()) {
            return;
        }
        Evaluation evaluation = new Evaluation(p.runtime, Precision.FP32, events, control, clock);
        try {
            EvaluationReport report = evaluation.ofTrained(p.model, p.modelFolder, p.pairs, p.tokenizer.padTokenId());
            events.accept(
                    new TrainingEvent.RunSummary(clock.instant(), outputDir.toString(), report.toMap(), List.of()));
        } catch (CancellationException e) { // the model is trained and saved: the run has not failed
            notice(events, Severity.WARNING, "The final model is saved; the held-out pairs were not scored. "
                    + "To score them: orca evaluate " + outputDir);
        }
    }

    private static long numbers(List<Parameter> parameters) {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }

    private void notice(EventSink events, Severity severity, String message) {
        events.accept(new TrainingEvent.Notice(clock.instant(), severity, message));
    }

    /** What a run works with; closing it frees the engine's memory. */
    private record Prepared(TrainConfig config, TorchRuntime runtime, RewardTokenizer tokenizer, Path tokenizerFolder,
            Path modelFolder,
            Pairs pairs, TrainingPlan plan, LoadedModel model, AdamW optimizer, Progress start,
            List<Map<String, Object>> earlier,
            @Nullable Path resumedFrom)
            implements
                AutoCloseable {
        @Override
        public void close() {
            optimizer.close();
            model.close();
            runtime.close();
            tokenizer.close();
        }
    }
}
