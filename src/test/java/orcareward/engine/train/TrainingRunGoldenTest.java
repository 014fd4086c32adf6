package orcareward.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import orcareward.config.DeviceChoice;
import orcareward.config.EvaluationConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.OutputConfig;
import orcareward.config.ScheduleConfig;
import orcareward.config.TrainingConfig;
import orcareward.data.EpochOrder;
import orcareward.engine.Golden;
import orcareward.engine.checkpoint.DType;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.checkpoint.SafetensorsFile;
import orcareward.engine.checkpoint.SafetensorsWriter;
import orcareward.engine.checkpoint.TensorSource;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.optim.AdamW;
import orcareward.engine.optim.LearningRateSchedule;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.RewardMetrics;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.tokenize.TokenizedPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs against TRL's, step by step: {@code trace.json} and the last weights. */
class TrainingRunGoldenTest {
    private static final int PAD = 2;
    private static final int WHOLE = 1 << 20;

    @TempDir
    private Path folder;

    private final List<TrainingEvent> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"full", "full_wd_center_margin", "lora"})
    void everyStepEvaluationAndTheLastWeightsEqualTrl(String name) throws Exception {
        JsonNode trace = Golden.json("train_" + name + "/trace.json");
        double worstWeight = run(name, trace, Precision.FP32, false);
        Differences differences = compare(trace);
        System.out.printf(
                "%s: loss %.1e, grad norm (relative) %.1e, rate %.1e, metrics %.1e, evaluations %.1e, last weights %.1e%n",
                name,
                differences.loss, differences.gradNorm, differences.rate, differences.metric, differences.evaluation,
                worstWeight);
        assertThat(differences.loss).isLessThan(1e-5);
        assertThat(differences.gradNorm).isLessThan(1e-5);
        assertThat(differences.rate).isLessThan(1e-12);
        assertThat(differences.metric).isLessThan(1e-5);
        assertThat(differences.evaluation).isLessThan(1e-5);
        assertThat(worstWeight).isLessThan(1e-5);
    }

    @Test
    void checkpointingGradientsChangesNothing() throws Exception {
        JsonNode trace = Golden.json("train_full/trace.json");
        assertThat(run("full", trace, Precision.FP32, true)).isLessThan(1e-5);
        assertThat(compare(trace).loss).isLessThan(1e-5);
    }

    @Test
    void aBatchInPiecesOfOnePairGivesTheSameRun() throws Exception {
        JsonNode trace = Golden.json("train_full_wd_center_margin/trace.json");
        assertThat(run("full_wd_center_margin", trace, Precision.FP32, false, 1)).isLessThan(1e-5);
        Differences differences = compare(trace);
        assertThat(differences.loss).isLessThan(1e-5);
        assertThat(differences.metric).isLessThan(1e-5);
    }

    /** Under bf16 two right programs differ; both must stay near the float32 run. */
    @ParameterizedTest
    @EnumSource(value = Precision.class, names = {"BF16", "BF16_IN_FP32"})
    void underBf16TheRunStaysAsNearToFloat32AsTrlsOwn(Precision precision) throws Exception {
        JsonNode exact = Golden.json("train_full/trace.json");
        JsonNode theirs = Golden.json("train_full_bf16_autocast/trace.json");
        run("full", exact, precision, false);
        List<StepLogged> logged = events(StepLogged.class);
        double ourDistance = 0;
        double theirDistance = 0;
        for (int step = 0; step < logged.size(); step++) {
            double float32 = updateLoss(exact, step);
            ourDistance = Math.max(ourDistance, Math.abs(logged.get(step).metrics().loss() - float32));
            theirDistance = Math.max(theirDistance, Math.abs(updateLoss(theirs, step) - float32));
        }
        System.out.printf("%s: ours %.1e from float32, TRL %.1e%n", precision, ourDistance, theirDistance);
        assertThat(ourDistance).isLessThan(2 * theirDistance);
    }

    /** Trains and gives the largest difference of the last weights. */
    private double run(String name, JsonNode trace, Precision precision, boolean checkpointing) throws Exception {
        return run(name, trace, precision, checkpointing, WHOLE);
    }

    private double run(String name, JsonNode trace, Precision precision, boolean checkpointing, int pieceTokens)
            throws Exception {
        JsonNode config = trace.get("config");
        boolean margins = name.contains("margin");
        TrainingConfig training = new TrainingConfig(3, -1, 4, 2, false, 0.001, new ScheduleConfig.Cosine(0.5), 0,
                config.get("warmup_ratio").doubleValue(), config.get("weight_decay").doubleValue(), 0.9, 0.999, 1e-8,
                1.0,
                config.get("center_rewards_coefficient").isNull()
                        ? null
                        : config.get("center_rewards_coefficient").doubleValue(),
                42,
                null, true);
        List<TokenizedPair> train = pairs("train", margins, 0);
        List<TokenizedPair> evaluation = pairs("eval", margins, 1);
        TrainingPlan plan = TrainingPlan.of(training, train.size());
        assertThat(plan.totalSteps()).isEqualTo(trace.get("max_steps").longValue());
        OutputConfig output = new OutputConfig("unused", false, IntervalStrategy.STEPS, 1, false, IntervalStrategy.NO,
                500, null, false,
                "float32", List.of(), null, null);
        Cadence cadence = new Cadence(plan, output, new EvaluationConfig(IntervalStrategy.STEPS, 20, 0, false, 8),
                true);
        long warmup = LearningRateSchedule.warmupSteps(0, training.warmupRatio(), plan.totalSteps());
        try (TorchRuntime runtime = TorchRuntime.start(DeviceChoice.CPU);
                LoadedModel model = name.equals("lora") ? initialAdapter(runtime) : initialModel(runtime, name);
                AdamW optimizer = new AdamW(runtime.kernels(), runtime.manager(), model.model().trainableParameters(),
                        training)) {
            Double coefficient = training.centerRewardsCoefficient();
            MicroStep step = new MicroStep(model.model(), runtime.kernels(),
                    new PreferenceLoss(runtime.kernels(), coefficient == null ? 0 : coefficient),
                    new MicroStep.Settings(precision, checkpointing, PAD, pieceTokens));
            Trainer.Setup setup = new Trainer.Setup(training, plan, cadence, step, optimizer,
                    new LearningRateSchedule(training.schedule(), training.learningRate(), warmup, plan.totalSteps()),
                    8);
            new Trainer(setup,
                    new Trainer.Data(train, evaluation, epoch -> EpochOrder.permutation(train.size(), 42 + epoch)),
                    Progress.START, events::add, new RunControl(), InstantSource.system()).run(progress -> {
                        throw new IllegalStateException("nothing is to be saved");
                    });
            return worstWeight(model, name);
        }
    }

    private static List<TokenizedPair> pairs(String split, boolean margins, int shift) throws IOException {
        JsonNode data = Golden.json("data/tokenized.json");
        JsonNode rows = data.get("tokenized").get(split);
        JsonNode original = data.get("kept_original_indices").get(split);
        List<TokenizedPair> pairs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = original.get(i).intValue();
            Double margin = margins ? Math.round((((row * 7 + shift) % 11) / 10.0 - 0.3) * 100) / 100.0 : null;
            pairs.add(TokenizedPair.of(row, Golden.ids(rows.get(i).get("chosen_input_ids")),
                    Golden.ids(rows.get(i).get("rejected_input_ids")), margin));
        }
        return pairs;
    }

    private LoadedModel initialModel(TorchRuntime runtime, String name) throws IOException {
        Files.copy(Golden.path("tiny-llama-rm/config.json"), folder.resolve("config.json"));
        Files.copy(Golden.path("train_" + name + "/initial_weights.safetensors"), folder.resolve("model.safetensors"));
        return new ModelLoader(runtime).full(folder, new ModelLoader.Head.Stored(), true);
    }

    /** The adapter that TRL's run began with, written as peft would have saved it. */
    private LoadedModel initialAdapter(TorchRuntime runtime) throws IOException {
        String config = Files.readString(Golden.path("train_lora/adapter_final/adapter_config.json"));
        String base = Golden.path("tiny-llama-rm").toString();
        Files.writeString(folder.resolve("adapter_config.json"),
                config.replaceAll("\"base_model_name_or_path\": \"[^\"]*\"",
                        "\"base_model_name_or_path\": \"" + base + "\""));
        try (SafetensorsFile initial = SafetensorsFile.open(Golden.path("train_lora/initial_weights.safetensors"))) {
            List<TensorSource> tensors = initial.names().stream()
                    .filter(n -> n.contains("lora_") || n.contains("modules_to_save"))
                    .map(n -> TensorSource.ofFloats(n, DType.F32, initial.entry(n).shape(), initial.floats(n)))
                    .toList();
            SafetensorsWriter.write(folder.resolve("adapter_model.safetensors"), SafetensorsWriter.TORCH_FORMAT,
                    tensors);
        }
        return new ModelLoader(runtime).adapter(folder, true, 0);
    }

    private static double worstWeight(LoadedModel model, String name) throws IOException {
        double worst = 0;
        int compared = 0;
        try (SafetensorsFile last = SafetensorsFile.open(Golden.path("train_" + name + "/final_weights.safetensors"))) {
            for (Parameter parameter : model.model().trainableParameters()) {
                String stored = !name.equals("lora")
                        ? parameter.name()
                        : parameter.name().equals("score.weight")
                                ? "base_model.model.score.modules_to_save.default.weight"
                                : parameter.name().replace(".weight", ".default.weight");
                worst = Math.max(worst,
                        Golden.largestDifference(parameter.value().toFloatArray(), last.floats(stored)));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(name.equals("lora") ? 9 : 21);
        return worst;
    }

    private static final class Differences {
        private double loss;
        private double gradNorm;
        private double rate;
        private double metric;
        private double evaluation;
    }

    private <T extends TrainingEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Mean of the unrounded losses of an update's two micro-batches. */
    private static double updateLoss(JsonNode trace, int step) {
        double sum = 0;
        int count = 0;
        for (JsonNode batch : trace.get("micro_batches")) {
            if (batch.get("step").intValue() == step) {
                sum += batch.get("loss").doubleValue();
                count++;
            }
        }
        return sum / count;
    }

    private Differences compare(JsonNode trace) {
        Differences worst = new Differences();
        List<StepLogged> logged = events(StepLogged.class);
        List<Evaluated> evaluated = events(Evaluated.class);
        int steps = 0;
        int evaluations = 0;
        for (JsonNode entry : trace.get("log_history")) {
            if (entry.has("loss")) {
                StepLogged ours = logged.get(steps);
                assertThat(ours.step()).isEqualTo(entry.get("step").longValue());
                assertThat(ours.epoch()).isCloseTo(entry.get("epoch").doubleValue(), offset(1e-12));
                assertThat(ours.numTokens()).isEqualTo(entry.get("num_tokens").longValue());
                worst.loss = Math.max(worst.loss, Math.abs(ours.metrics().loss() - updateLoss(trace, steps)));
                double gradNorm = entry.get("grad_norm").doubleValue();
                worst.gradNorm = Math.max(worst.gradNorm, Math.abs(ours.gradNorm() - gradNorm) / gradNorm);
                worst.rate = Math.max(worst.rate,
                        Math.abs(ours.learningRate() - entry.get("learning_rate").doubleValue()));
                worst.metric = Math.max(worst.metric, metricDifference(ours.metrics(), entry, ""));
                steps++;
            } else if (entry.has("eval_loss")) {
                Evaluated ours = evaluated.get(evaluations++);
                assertThat(ours.step()).isEqualTo(entry.get("step").longValue());
                worst.evaluation = Math.max(worst.evaluation,
                        Math.abs(ours.metrics().loss() - entry.get("eval_loss").doubleValue()));
                worst.evaluation = Math.max(worst.evaluation, metricDifference(ours.metrics(), entry, "eval_"));
            }
        }
        assertThat(steps).isEqualTo(logged.size()).isPositive();
        assertThat(evaluations).isEqualTo(evaluated.size()).isPositive();
        return worst;
    }

    private static double metricDifference(RewardMetrics ours, JsonNode entry, String prefix) {
        double worst = Math.abs(ours.accuracy() - entry.get(prefix + "accuracy").doubleValue());
        worst = Math.max(worst, Math.abs(ours.margin() - entry.get(prefix + "margin").doubleValue()));
        worst = Math.max(worst, Math.abs(ours.minReward() - entry.get(prefix + "min_reward").doubleValue()));
        worst = Math.max(worst, Math.abs(ours.meanReward() - entry.get(prefix + "mean_reward").doubleValue()));
        return Math.max(worst, Math.abs(ours.maxReward() - entry.get(prefix + "max_reward").doubleValue()));
    }
}
