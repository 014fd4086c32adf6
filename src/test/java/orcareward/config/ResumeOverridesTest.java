package orcareward.config;

import static orcareward.config.ConfigReaderTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeOverridesTest {
    private static final TrainConfig SAVED = ConfigReader.read(new ConfigSource.Preset("orca-smollm2-lora")).config();

    private static TrainConfig resumed(String... assignments) {
        return ConfigReader.applyResumeOverrides(SAVED, new ConfigSource.Assignments(List.of(assignments))).config();
    }

    @Test
    void withoutOverridesARunGoesOnAsItWas() {
        assertThat(ConfigReader.applyResumeOverrides(SAVED).config()).isEqualTo(SAVED);
    }

    @Test
    void limitsLoggingSavingAndDeviceMayChange() {
        TrainConfig config = resumed("max_steps=50", "logging_steps=1", "save_strategy=no", "save_total_limit=3",
                "report_to=none", "device=cpu");
        assertThat(config.training().maxSteps()).isEqualTo(50);
        assertThat(config.output().loggingSteps()).isEqualTo(1);
        assertThat(config.output().saveStrategy()).isEqualTo(IntervalStrategy.NO);
        assertThat(config.output().saveTotalLimit()).isEqualTo(3);
        assertThat(config.output().reportTo()).isEmpty();
        assertThat(config.model().device()).isEqualTo(DeviceChoice.CPU);
        assertThat(config.data()).isEqualTo(SAVED.data());
        assertThat(config.lora()).isEqualTo(SAVED.lora());
    }

    @Test
    void whatWouldMakeItAnotherRunIsRefusedByName() {
        assertThat(lines(() -> resumed("learning_rate=1e-3", "seed=1", "max_steps=5", "eval_steps=2", "lora_r=4")))
                .hasSize(4).allMatch(line -> line.contains("can't be changed when a run is resumed"))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder("--set learning_rate", "--set seed", "--set eval_steps", "--set lora_r");
    }

    @Test
    void aSettingThatStaysAsItWasIsNoOverride() {
        assertThat(resumed("learning_rate=1.41e-5", "seed=42", "bf16=true", "lora_target_modules=q_proj,v_proj"))
                .isEqualTo(SAVED);
    }

    @Test
    void anotherNumberOfThreadsIsAllowedAndNoted() {
        ConfigReader.Result result = ConfigReader.applyResumeOverrides(SAVED,
                new ConfigSource.Assignments(List.of("cpu_threads=1")));
        assertThat(result.config().model().cpuThreads()).isEqualTo(1);
        assertThat(result.notes()).singleElement().asString().contains("cpu_threads").contains("last digits");
        assertThat(ConfigReader.applyResumeOverrides(SAVED, new ConfigSource.Assignments(List.of("cpu_threads=0")))
                .notes()).isEmpty();
        assertThat(lines(() -> resumed("cpu_threads=-1"))).singleElement().asString()
                .contains("must be at least 0 and at most 1024");
    }

    @Test
    void badOverridesAreReportedToo() {
        assertThat(lines(() -> resumed("max_steps=x", "sed=1"))).hasSize(2);
    }

    @Test
    void aRunFromTheCpuMayGoOnElsewhere() {
        TrainConfig onCpu = ConfigReader.applyResumeOverrides(SAVED, ConfigSource.device(DeviceChoice.CPU)).config();
        assertThat(ConfigReader.applyResumeOverrides(onCpu, ConfigSource.device(DeviceChoice.CUDA)).config().model()
                .device())
                .isEqualTo(DeviceChoice.CUDA);
        assertThat(ConfigReader.applyResumeOverrides(onCpu, new ConfigSource.Assignments(List.of("device=auto")))
                .config().model().device()).isEqualTo(DeviceChoice.AUTO);
    }

    @Test
    void epochsThatCouldNotCountAreRefused() {
        TrainConfig limited = resumed("max_steps=10");
        ConfigSource epochs = new ConfigSource.Assignments(List.of("num_train_epochs=5"));
        assertThat(lines(() -> ConfigReader.applyResumeOverrides(limited, epochs))).singleElement().asString()
                .contains("max_steps");
        ConfigSource both = new ConfigSource.Assignments(List.of("num_train_epochs=5", "max_steps=-1"));
        assertThat(ConfigReader.applyResumeOverrides(limited, both).config().training().numTrainEpochs()).isEqualTo(5);
    }
}
