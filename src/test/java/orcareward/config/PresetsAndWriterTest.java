package orcareward.config;

import static orcareward.config.ConfigReaderTest.lines;
import static orcareward.config.ConfigReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class PresetsAndWriterTest {
    static List<String> names() {
        return Presets.names();
    }

    private static TrainConfig preset(String name, ConfigSource... more) {
        ConfigSource[] sources = new ConfigSource[more.length + 1];
        sources[0] = new ConfigSource.Preset(name);
        System.arraycopy(more, 0, sources, 1, more.length);
        return ConfigReader.read(sources).config();
    }

    private static TrainConfig reread(TrainConfig config) {
        return ConfigReader.read(new ConfigSource.Text("written", ConfigWriter.toYaml(config))).config();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPresetIsReadWithoutANoteAndExplainsEachKey(String name) {
        assertThat(ConfigReader.read(new ConfigSource.Preset(name)).notes()).isEmpty();
        assertThat(Presets.yaml(name).lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
                .allMatch(line -> line.matches("\\w+: .*\\S +# .+\\."));
    }

    @Test
    void theOrcaPresetHasTheOriginalsSettings() {
        TrainConfig config = preset("orca-smollm2");
        assertThat(config.model()).isEqualTo(
                new ModelConfig("HuggingFaceTB/smollm2-135M-SFT-Only", null, true, true, DeviceChoice.AUTO, 0));
        assertThat(config.data()).isEqualTo(new DataConfig("Intel/orca_dpo_pairs", "train", "test", null, 0.1, 42,
                PromptFormat.AUTO, Map.of(), 1024, false, null, null, null));
        assertThat(config.training()).isEqualTo(new TrainingConfig(3, -1, 8, 2, false, 1.41e-5,
                new ScheduleConfig.Cosine(0.5), 100, 0, 0, 0.9, 0.999, 1e-8, 1, 0.01, 42, null, true));
        assertThat(config.evaluation()).isEqualTo(new EvaluationConfig(IntervalStrategy.STEPS, 240, 0, false, 8));
        assertThat(config.output()).isEqualTo(new OutputConfig("reward_model_orca_output", false,
                IntervalStrategy.STEPS, 10, false, IntervalStrategy.STEPS, 1500, 1, false, "float32",
                List.of("tensorboard"), null, null));
        assertThat(config.lora()).isEmpty();
    }

    @Test
    void theLoraPresetIsTheOrcaPresetWithAnAdapterThatKeepsItsDropout() {
        TrainConfig full = preset("orca-smollm2");
        TrainConfig lora = preset("orca-smollm2-lora");
        assertThat(lora.lora()).hasValue(new LoraConfig(16, 32, 0.05, List.of("q_proj", "v_proj"), false));
        assertThat(lora.training().disableDropout()).isFalse();
        assertThat(lora.model()).isEqualTo(full.model());
        assertThat(lora.data()).isEqualTo(full.data());
        assertThat(lora.evaluation()).isEqualTo(full.evaluation());
        assertThat(lora.output()).isEqualTo(full.output());
        assertThat(preset("orca-smollm2-lora", new ConfigSource.Assignments(List.of("disable_dropout=true")))
                .training()).isEqualTo(full.training());
    }

    @Test
    void theDemoPresetOverwritesItsOwnFolder() {
        TrainConfig config = preset("demo");
        assertThat(config.model().modelNameOrPath()).isEqualTo("demo");
        assertThat(config.data().datasetName()).isEqualTo("demo");
        assertThat(config.output().outputDir()).isEqualTo("reward_model_demo_output");
        assertThat(config.output().overwriteOutputDir()).isTrue();
    }

    @Test
    void anUnknownPresetIsReportedWithTheNearest() {
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.Preset("orca-smolm2")))).first().asString()
                .startsWith("--preset orca-smolm2: there is no such preset. Did you mean orca-smollm2?");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsWrittenReadsBackAsTheSame(String name) {
        assertThat(reread(preset(name))).isEqualTo(preset(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lr_scheduler_type: polynomial\nlr_scheduler_kwargs: {power: 1.5, lr_end: 1e-6}",
            "lr_scheduler_type: cosine_with_min_lr\nlr_scheduler_kwargs: {min_lr: 1e-5, num_cycles: 0.7}",
            "lr_scheduler_type: cosine_with_restarts\nlr_scheduler_kwargs: {num_cycles: 4}",
            "lr_scheduler_type: inverse_sqrt\nwarmup_steps: 7", "lr_scheduler_type: constant", "max_length: null",
            "lr_scheduler_type: constant_with_warmup\nwarmup_ratio: 0.1", "learning_rate: 1.2345678901234567e-05",
            "eval_strategy: epoch\neval_delay: 0.5\neval_on_start: true\ntest_size: 0.3333333333333333",
            "save_strategy: no\nreport_to: none\nsave_total_limit: 0\nlogging_steps: 0.05\nlogging_first_step: true",
            "device: cpu\ncpu_threads: 3\nbf16: false\nadapter_name_or_path: a/b",
            "seed: 4294967295\nsplit_seed: 9007199254740993",
            "use_peft: true\nlora_task_type: SEQ_CLS\nlora_target_modules: all-linear\nuse_rslora: true\nlora_alpha: 2.5",
            "column_margin: 'no'\ncolumn_prompt: 'a \"b\": #c'\nprompt_format: response_only\ndrop_duplicates: true",
            "pad_token: \"[PAD]\"\neos_token: \"\\u0007\\u2028\\n\\\\\"\nchat_template_path: \u8def\u5f84/\ud83d\ude00.jinja",
            "run_name: '1e5'\nlogging_dir: C:\\logs\noutput_dir: '~'\nsave_dtype: bfloat16\nsave_only_model: true",
            "center_rewards_coefficient: 0.01\ndata_seed: 3\nweight_decay: 0.01\nmax_grad_norm: 0\nmax_steps: 3"})
    void everySettingReadsBackAsItWasWritten(String yaml) {
        TrainConfig config = read(yaml).config();
        assertThat(reread(config)).isEqualTo(config);
    }

    @Test
    void otherYamlReadersSeeTheSameTexts() {
        Map<String, Object> values = new Yaml().load(ConfigWriter.toYaml(read("save_strategy: no\nrun_name: '12'\n"
                + "output_dir: on\nlearning_rate: 1e-5\nuse_peft: true\nlora_task_type: SEQ_CLS").config()));
        assertThat(values).containsEntry("save_strategy", "no").containsEntry("run_name", "12")
                .containsEntry("output_dir", "on").containsEntry("learning_rate", 1e-5)
                .containsEntry("lora_target_modules", List.of("q_proj", "v_proj")).containsEntry("pad_token", null);
    }

    @Test
    void theCompleteFileHasEveryKeyThatIsUsed() {
        Map<String, Object> values = new Yaml().load(ConfigWriter.toYaml(preset("orca-smollm2-lora")));
        List<String> elsewhere = List.of("no_cuda", "lora_modules_to_save");
        assertThat(ConfigKeys.all()).filteredOn(key -> key.status() instanceof ConfigKey.Status.Used)
                .extracting(ConfigKey::name)
                .filteredOn(name -> !name.startsWith("column_") && !elsewhere.contains(name))
                .isSubsetOf(values.keySet());
    }

    @Test
    void valuesAreWrittenBySectionOursLastAndSecretsNever() {
        assertThat(ConfigWriter.toYaml(Map.of("seed", 1L, "test_size", 0.1, "dataset_name", "a b", "hub_token", "x")))
                .isEqualTo("# Data\ndataset_name: \"a b\"\n\n# Training\nseed: 1\n\n"
                        + "# Orca Reward Studio's own settings, which TRL passes over\ntest_size: 0.1\n");
    }
}
