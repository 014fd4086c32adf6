package orcareward.config;

import static orcareward.config.ConfigReaderTest.problems;
import static orcareward.config.ConfigReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraAndScheduleTest {
    private static final String LORA = "use_peft: true\nlora_task_type: SEQ_CLS\n";

    @Test
    void anAdapterHasTrlsShapeWhereNothingElseIsSaid() {
        assertThat(read(LORA).config().lora())
                .hasValue(new LoraConfig(16, 32, 0.05, List.of("q_proj", "v_proj"), false));
    }

    @Test
    void theFlagTrainsAnAdapterByTheOtherSettings() {
        ConfigReader.Result result = ConfigReader.read(
                new ConfigSource.Text("a", "model_name_or_path: m\ndataset_name: d\nlora_r: 4\nuse_rslora: true"),
                ConfigSource.useLora());
        assertThat(result.config().lora()).hasValue(new LoraConfig(4, 32, 0.05, List.of("q_proj", "v_proj"), true));
    }

    @Test
    void trlsDefaultTaskIsRefusedSinceTheHeadWouldStayUntrained() {
        assertThat(problems("use_peft: true")).singleElement().asString().startsWith("lora_task_type: ")
                .endsWith("Set lora_task_type: SEQ_CLS");
        assertThat(problems("use_peft: true\nlora_task_type: TOKEN_CLS")).singleElement().asString()
                .startsWith("a.yaml, line 4, lora_task_type").endsWith("Set lora_task_type: SEQ_CLS");
        assertThat(read("lora_task_type: CAUSAL_LM").config().lora()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"q_proj | q_proj", "[q_proj, up_proj] | q_proj,up_proj",
            "'q_proj, v_proj' | q_proj,v_proj", "all-linear | all-linear", "[all-linear] | all-linear"})
    void targetsAreAListOrASingleWord(String written, String expected) {
        assertThat(read(LORA + "lora_target_modules: " + written).config().lora().orElseThrow().targetModules())
                .containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"lora_target_modules: '.*q_proj' | is a pattern",
            "lora_target_modules: [] | is empty", "lora_target_modules: [all-linear, q_proj] | all-linear alone",
            "lora_modules_to_save: [lm_head] | lm_head can't be trained whole", "lora_dropout: 1 | below 1"})
    void whatAnAdapterCannotBeIsRefused(String yaml, String expected) {
        assertThat(problems(LORA + yaml)).singleElement().asString().contains(expected);
    }

    @Test
    void theHeadMayBeNamedAmongTheModulesToSave() {
        assertThat(read(LORA + "lora_modules_to_save: [score, classifier]").config().lora()).isPresent();
    }

    @Test
    void anExistingAdapterIsTrainedFurtherWithItsOwnShape() {
        ConfigReader.Result result = read("adapter_name_or_path: a\nlora_r: 4");
        assertThat(result.config().lora()).isPresent();
        assertThat(result.notes()).singleElement().asString()
                .contains("the adapter that is trained further has its own");
        assertThat(problems("adapter_name_or_path: a\nuse_peft: false")).hasSize(1);
        assertThat(ConfigReader.read(new ConfigSource.Text("a", "adapter_name_or_path: a\ndataset_name: d")).config()
                .model().modelNameOrPath()).isNull();
    }

    @Test
    void dropoutThatIsTurnedOffIsNoted() {
        assertThat(read(LORA + "lora_dropout: 0.1").notes()).singleElement().asString().contains("disable_dropout");
        assertThat(read(LORA + "lora_dropout: 0.1\ndisable_dropout: false").notes()).isEmpty();
    }

    private static ScheduleConfig schedule(String type, String arguments) {
        return read("lr_scheduler_type: " + type + "\nlr_scheduler_kwargs: " + arguments).config().training()
                .schedule();
    }

    @Test
    void schedulesHaveTheDefaultsOfTransformers() {
        assertThat(schedule("linear", "null")).isEqualTo(new ScheduleConfig.Linear());
        assertThat(schedule("cosine", "null")).isEqualTo(new ScheduleConfig.Cosine(0.5));
        assertThat(schedule("cosine_with_restarts", "{}")).isEqualTo(new ScheduleConfig.CosineWithRestarts(1));
        assertThat(schedule("polynomial", "null")).isEqualTo(new ScheduleConfig.Polynomial(1, 1e-7));
        assertThat(schedule("inverse_sqrt", "null")).isEqualTo(new ScheduleConfig.InverseSqrt(0));
        assertThat(schedule("constant", "null")).isEqualTo(new ScheduleConfig.Constant());
        assertThat(schedule("constant_with_warmup", "null")).isEqualTo(new ScheduleConfig.ConstantWithWarmup());
    }

    @Test
    void schedulesTakeTheArgumentsOfTransformers() {
        assertThat(schedule("cosine", "{num_cycles: 1}")).isEqualTo(new ScheduleConfig.Cosine(1));
        assertThat(schedule("cosine_with_restarts", "{num_cycles: 3}"))
                .isEqualTo(new ScheduleConfig.CosineWithRestarts(3));
        assertThat(schedule("cosine_with_min_lr", "{min_lr_rate: 1e-1}"))
                .isEqualTo(new ScheduleConfig.CosineWithMinLr(0.5, 0.1));
        assertThat(schedule("cosine_with_min_lr", "{min_lr: 5e-5}"))
                .isEqualTo(new ScheduleConfig.CosineWithMinLr(0.5, 0.5));
        assertThat(schedule("polynomial", "'{\"power\": 2, \"lr_end\": 1e-6}'"))
                .isEqualTo(new ScheduleConfig.Polynomial(2, 1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"linear | {num_cycles: 1} | takes no num_cycles",
            "cosine | {num_cycle: 1} | Did you mean num_cycles?", "cosine | {num_cycles: many} | must be a number",
            "cosine_with_restarts | {num_cycles: 1.5} | must be a whole number",
            "cosine_with_min_lr | null | either min_lr",
            "cosine_with_min_lr | {min_lr: 0, min_lr_rate: 0} | either min_lr",
            "cosine_with_min_lr | {min_lr: 1} | between 0 and learning_rate",
            "polynomial | {lr_end: 1} | must be below learning_rate", "cosine | {num_cycles: 1, num_cycles: 2} | twice",
            "cosine | '''{a''' | is not YAML",
            "cosine | fast | must be names with values"})
    void badArgumentsOfSchedulesAreRefused(String type, String arguments, String expected) {
        assertThat(problems("lr_scheduler_type: " + type + "\nlr_scheduler_kwargs: " + arguments)).singleElement()
                .asString().contains(expected);
    }

    @Test
    void argumentsThatTransformersDropsAreNoted() {
        assertThat(read("lr_scheduler_type: inverse_sqrt\nlr_scheduler_kwargs: {timescale: 5}").notes()).singleElement()
                .asString().contains("no effect with the schedule inverse_sqrt");
    }
}
