package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.TrainConfig;
import orcareward.engine.tensor.EngineProbe;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.files.UserFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the demo will cost. */
class EstimateRecipeTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final EngineProbe NO_GPU = machine("CPU");

    private static EngineProbe machine(String... devices) {
        return () -> new EngineProbe.Findings("", "", "", 1,
                Stream.of(devices).map(device -> new EngineProbe.Device(device, 0)).toList(), null);
    }

    @TempDir
    private Path folder;

    private UserFolder user() {
        return new UserFolder(Map.of("ORCA_HOME", folder.resolve("home").toString()), "linux", folder);
    }

    private EstimateJob job(String more) throws IOException {
        TrainConfig config = ConfigReader
                .read(new ConfigSource.Preset("demo"), new ConfigSource.Text("test", more)).config();
        try (Preview preview = new PreviewRecipe(user(), CLOCK).read(new PreviewJob(config, 1, folder), event -> {
        }, new RunControl())) {
            return new EstimateJob(config, preview.report().train(), preview.report().heldOut(), folder);
        }
    }

    @Test
    void stepsTokensAndEvaluationsAreThoseOfTheRun() throws IOException {
        EstimateJob job = job("save_steps: 100");
        Estimate estimate = new EstimateRecipe(user(), CLOCK, NO_GPU).estimate(job);
        assertThat(estimate.steps()).isEqualTo(2 * Math.ceilDiv(job.train().size(), 16));
        assertThat(estimate.epochs()).isEqualTo(2);
        assertThat(estimate.tokens()).isEqualTo(2 * job.train().computedTokens());
        assertThat(estimate.paddedTokens()).isGreaterThan(estimate.tokens());
        assertThat(estimate.saved()).isBetween(0.3, 0.9);
        assertThat(estimate.evaluations()).as("every 50 updates, and the summary")
                .isEqualTo(estimate.steps() / 50 + 1);
        assertThat(estimate.evaluationTokens())
                .isEqualTo(estimate.evaluations() * job.heldOut().computedTokens());
    }

    @Test
    void memoryFollowsWhatIsTrainedAndKept() throws IOException {
        EstimateRecipe recipe = new EstimateRecipe(user(), CLOCK, NO_GPU);
        MemoryEstimate full = recipe.estimate(job("save_steps: 100")).memory();
        MemoryEstimate lora = recipe.estimate(job("{use_peft: true, lora_task_type: SEQ_CLS}")).memory();
        MemoryEstimate checkpointed = recipe.estimate(job("gradient_checkpointing: true")).memory();
        assertThat(full.optimizer()).isEqualTo(2 * full.gradients()).isEqualTo(2 * full.weights());
        assertThat(lora.optimizer()).isLessThan(full.optimizer() / 4);
        assertThat(lora.weights()).isGreaterThan(full.weights());
        assertThat(checkpointed.activations()).isLessThan(full.activations());
    }

    @Test
    void aGpuTakesLargerPiecesUnlessTheCpuIsChosen() throws IOException {
        EstimateRecipe withGpu = new EstimateRecipe(user(), CLOCK, machine("CPU", "CUDA device 0"));
        long onCpu = withGpu.estimate(job("{device: cpu, per_device_train_batch_size: 64}")).memory().activations();
        long onGpu = withGpu.estimate(job("per_device_train_batch_size: 64")).memory().activations();
        assertThat(onGpu).isGreaterThan(2 * onCpu);
    }

    /** The figures of docs/results/speed.md: SmolLM2-135M in pieces of 2,048 tokens, GiB of the process. */
    @Test
    void memoryIsNearWhatWasMeasuredOfSmolLm2() {
        assertThat(smolLm2("bf16: false")).isCloseTo(3.98, within(0.05));
        assertThat(smolLm2("bf16: true")).isCloseTo(3.66, within(0.05));
        assertThat(smolLm2("{bf16: false, use_peft: true, lora_task_type: SEQ_CLS}")).isCloseTo(2.53, within(0.05));
    }

    private static double smolLm2(String yaml) {
        TrainConfig config = ConfigReader.read(new ConfigSource.Text("test",
                "{model_name_or_path: m, dataset_name: d, gradient_checkpointing: false}"),
                new ConfigSource.Text("more", yaml)).config();
        return MemoryEstimate.of(SmolLm2.CONFIG, config, 0, 2048).total() / (double) (1 << 30);
    }

    @Test
    void aMeasurementTimesRealUpdatesAndLeavesNothing() throws IOException, InterruptedException {
        EstimateJob job = job("save_steps: 100");
        Measurement measured = new EstimateRecipe(user(), CLOCK, NO_GPU).measure(job, event -> {
        }, new RunControl());
        assertThat(measured.updates()).isPositive();
        assertThat(measured.secondsPerToken()).isPositive();
        assertThat(measured.evaluationSecondsPerToken()).isPositive();
        assertThat(measured.device()).isEqualTo("cpu");
        assertThat(folder.resolve("reward_model_demo_output")).doesNotExist();
    }

    @Test
    void aMeasurementEndsWhenItIsAskedTo() throws IOException {
        EstimateJob job = job("save_steps: 100");
        RunControl control = new RunControl();
        assertThatThrownBy(() -> new EstimateRecipe(user(), CLOCK, NO_GPU).measure(job, event -> {
            if (event instanceof TrainingEvent.PhaseProgress) {
                control.stop();
            }
        }, control)).isInstanceOf(CancellationException.class);
    }
}
