package orcareward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final String BASE = "model_name_or_path: m\ndataset_name: d\n";

    @TempDir
    Path folder = Path.of(".");

    static ConfigReader.Result read(String yaml, String... assignments) {
        return ConfigReader.read(new ConfigSource.Text("a.yaml", BASE + yaml),
                new ConfigSource.Assignments(List.of(assignments)));
    }

    static List<String> problems(String yaml, String... assignments) {
        return lines(() -> read(yaml, assignments));
    }

    static List<String> lines(Runnable reading) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, reading::run);
        assertThat(thrown).as("a problem was expected").isNotNull();
        return thrown.problems().stream().map(Problem::toLine).toList();
    }

    @Test
    void absentKeysHaveTrlsDefaults() {
        TrainConfig config = read("").config();
        assertThat(config.model()).isEqualTo(new ModelConfig("m", null, true, true, DeviceChoice.AUTO, 0));
        assertThat(config.data()).isEqualTo(new DataConfig("d", "train", "test", null, 0, 42, PromptFormat.AUTO,
                Map.of(), 1024, false, null, null, null));
        assertThat(config.training()).isEqualTo(new TrainingConfig(3, -1, 8, 1, false, 1e-4,
                new ScheduleConfig.Linear(), 0, 0, 0, 0.9, 0.999, 1e-8, 1, null, 42, null, true));
        assertThat(config.lora()).isEmpty();
        assertThat(config.evaluation()).isEqualTo(new EvaluationConfig(IntervalStrategy.NO, 0, 0, false, 8));
        assertThat(config.output()).isEqualTo(new OutputConfig("trainer_output", false, IntervalStrategy.STEPS, 10,
                false, IntervalStrategy.STEPS, 500, null, false, "float32", List.of("tensorboard"), null, null));
    }

    @Test
    void whatAFileThatCannotBeReadMightHaveSetIsNotCalledMissing() {
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.Text("a.yaml", "- a\n- b\n"),
                new ConfigSource.Assignments(List.of("seed=x"))))).hasSize(2)
                .noneMatch(line -> line.contains("is missing"));
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(folder)))).singleElement().asString()
                .contains("is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-5", "1E-5", "1.0e-5", "0.00001", ".00001", "'1e-5'", "+1e-05"})
    void aNumberIsReadAsTheWriterMeantIt(String written) {
        assertThat(read("learning_rate: " + written).config().training().learningRate()).isEqualTo(1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "NO", "\"no\"", "false", "off"})
    void noIsAStrategyWithAndWithoutQuotes(String written) {
        OutputConfig output = read("save_strategy: " + written + "\nlogging_strategy: " + written
                + "\neval_strategy: " + written).config().output();
        assertThat(output.saveStrategy()).isEqualTo(IntervalStrategy.NO);
        assertThat(output.loggingStrategy()).isEqualTo(IntervalStrategy.NO);
    }

    @Test
    void textsStayAsTheyAreWritten() {
        TrainConfig config = read("run_name: 007\noutput_dir: ../no\npad_token: <|pad|>\neos_token: 'null'").config();
        assertThat(config.output().runName()).isEqualTo("007");
        assertThat(config.output().outputDir()).isEqualTo("../no");
        assertThat(config.data().padToken()).isEqualTo("<|pad|>");
        assertThat(config.data().eosToken()).isEqualTo("null");
    }

    @Test
    void laterSourcesOutweighEarlierOnes() {
        TrainConfig config = ConfigReader.read(new ConfigSource.Text("a.yaml", BASE + "seed: 1\nmax_steps: 1"),
                new ConfigSource.Assignments(List.of("seed=2", "max_steps=2", "max_steps=3", "report_to=none")),
                ConfigSource.outputDir("out"), ConfigSource.overwrite()).config();
        assertThat(config.training().seed()).isEqualTo(2);
        assertThat(config.training().maxSteps()).isEqualTo(3);
        assertThat(config.output().reportTo()).isEmpty();
        assertThat(config.output().outputDir()).isEqualTo("out");
        assertThat(config.output().overwriteOutputDir()).isTrue();
    }

    @Test
    void aMistakeThatIsOverriddenIsNone() {
        assertThat(read("fp16: true", "fp16=false").config().model().bf16()).isTrue();
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsPlace() {
        assertThat(problems("learing_rate: 1\nlora_r: 0\nmax_length: many\noptim: sgd\nbf16: maybe\nseed: 1.5",
                "warmup_ratio=2", "nonsense")).containsExactly(
                        "a.yaml, line 3, learing_rate: there is no such setting. Did you mean learning_rate?",
                        "--set nonsense: must be of the form key=value. Write for example --set learning_rate=1e-5",
                        "a.yaml, line 4, lora_r: must be at least 1, not \"0\"",
                        "a.yaml, line 5, max_length: must be a whole number, not \"many\"",
                        "a.yaml, line 6, optim: sgd can't be used: another optimizer would change the result."
                                + " Use adamw_torch",
                        "a.yaml, line 7, bf16: must be true or false, not \"maybe\"",
                        "a.yaml, line 8, seed: must be a whole number, not \"1.5\"",
                        "--set warmup_ratio: must be at least 0 and at most 1, not \"2\"");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(lines(ConfigReader::read)).hasSize(2).anyMatch(line -> line.startsWith("model_name_or_path: "))
                .anyMatch(line -> line.startsWith("dataset_name: is missing"));
    }

    @Test
    void aBrokenValueIsNotCalledMissingAsWell() {
        assertThat(lines(() -> ConfigReader.read(
                new ConfigSource.Text("a.yaml", "model_name_or_path: m\ndataset_name: [a, b]")))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"learning_rate: 0 | must be above 0", "learning_rate: .inf | must be a number",
            "learning_rate: | has no value", "test_size: 1 | below 1", "save_steps: -1 | at least 0",
            "save_steps: 2.5 | whole number above 1", "logging_steps: 0 | must be above 0 while logging_strategy",
            "max_steps: 3000000000 | is too large", "run_name: [a] | must be a text, not a list",
            "lr_scheduler_type: cosin | Did you mean cosine?", "device: gpu | must be one of auto, cpu, cuda",
            "prompt_format: chatt | Did you mean chat?", "report_to: wandb | can't report to wandb",
            "report_to: [none, tensorboard] | none alone", "save_strategy: best | best can't be used",
            "column_chosen: a\\ncolumn_rejected: a | same column",
            "device: cuda\\nuse_cpu: true | asks for CUDA while use_cpu",
            "eval_dataset_name: e\\ntest_size: 0.1 | together with eval_dataset_name",
            "eval_strategy: steps\\ndataset_train_split: [] | must be a text",
            "lora_target_modules: {a: b} | must be a list of words"})
    void badValuesAreRefused(String yaml, String expected) {
        assertThat(problems(yaml.replace("\\n", "\n"))).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fp16: true | bf16: true", "dtype: bfloat16 | bf16", "dtype: auto | bf16",
            "torch_dtype: float16 | bf16", "deepspeed: ds.json | Remove it", "fsdp: full_shard | Remove it",
            "adafactor: true | Remove it", "optim_args: a=1 | adam_beta1", "group_by_length: true | Remove it",
            "load_best_model_at_end: true | Remove it", "neftune_noise_alpha: 5 | Remove it",
            "push_to_hub: true | Remove it", "resume_from_checkpoint: x | --resume",
            "dataset_streaming: true | Remove it", "load_in_4bit: true | Remove it", "use_dora: true | use_rslora",
            "per_gpu_train_batch_size: 4 | per_device_train_batch_size",
            "lr_scheduler_type: warmup_stable_decay | others",
            "model_init_kwargs: {dtype: bfloat16} | Remove it", "lora_target_parameters: [x] | lora_target_modules"})
    void whatWouldChangeTheResultIsRefusedWithARemedy(String yaml, String remedy) {
        assertThat(problems(yaml)).singleElement().asString().contains("can't be used: ").contains(remedy);
    }

    @Test
    void refusedKeysMayHaveTheirDefaultOrAHarmlessValue() {
        ConfigReader.Result result = read("fp16: false\ndtype: float32\ndeepspeed: null\nfsdp: ''\nadafactor: no\n"
                + "model_init_kwargs: {}\nneftune_noise_alpha: 0\nload_in_8bit: false\naccelerator_config: {}");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void keysWithoutEffectAreNotedUnlessTheyHaveTheirDefault() {
        assertThat(
                read("torch_compile: true\nattn_implementation: sdpa\ndisable_tqdm: null\nddp_timeout: 1800").notes())
                .containsExactlyInAnyOrder("a.yaml, line 3, torch_compile has no effect here: the kernels are our own",
                        "a.yaml, line 4, attn_implementation has no effect here: attention has one implementation,"
                                + " exact for every length");
        assertThat(read("max_steps: 5\nnum_train_epochs: 2\nlora_r: 4").notes()).containsExactlyInAnyOrder(
                "a.yaml, line 4, num_train_epochs has no effect: max_steps is set",
                "a.yaml, line 5, lora_r has no effect without use_peft: true");
    }

    @Test
    void secretsAreNotKept() {
        ConfigReader.Result result = read("hub_token: hf_secret\nseed: 1");
        assertThat(result.values()).containsOnlyKeys("model_name_or_path", "dataset_name", "seed");
        assertThat(String.join("", result.notes())).doesNotContain("hf_secret");
    }

    @Test
    void valuesAreTheOnesThatAreSet() {
        assertThat(read("seed: 7\nlearning_rate: 1e-5\nuse_peft: yes\nlora_task_type: SEQ_CLS\nmax_length: null\n"
                + "lora_target_modules: q_proj").values()).containsEntry("seed", 7L)
                .containsEntry("learning_rate", 1e-5)
                .containsEntry("use_peft", true).containsEntry("max_length", null)
                .containsEntry("lora_target_modules", List.of("q_proj")).hasSize(8);
    }

    @Test
    void precisionFollowsTrl() {
        assertThat(read("bf16: null").config().model().bf16()).isTrue();
        assertThat(read("bf16: false").config().model().bf16()).isFalse();
    }

    @Test
    void theCpuCanBeAskedForInThreeWays() {
        for (String yaml : List.of("use_cpu: true", "no_cuda: true", "device: cpu")) {
            assertThat(read(yaml).config().model().device()).isEqualTo(DeviceChoice.CPU);
        }
        assertThat(ConfigReader
                .read(new ConfigSource.Text("a", BASE + "use_cpu: true"), ConfigSource.device(DeviceChoice.CUDA))
                .config().model().device()).isEqualTo(DeviceChoice.CUDA);
    }

    @Test
    void columnsAreNamedByTheirRole() {
        assertThat(read("column_question: input\ncolumn_chosen: best").config().data().columns())
                .isEqualTo(Map.of("question", "input", "chosen", "best"));
    }

    @Test
    void anEvaluationNeedsPairsOfItsOwn() {
        String file = "dataset_name: pairs.jsonl\nmodel_name_or_path: m\neval_strategy: steps\n";
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.Text("a", file)))).singleElement().asString()
                .contains("nothing to evaluate on").contains("test_size");
        ConfigReader.read(new ConfigSource.Text("a", file + "test_size: 0.1"));
        ConfigReader.read(new ConfigSource.Text("a", file + "eval_dataset_name: other.jsonl"));
        assertThat(read("eval_strategy: steps").config().evaluation().strategy()).isEqualTo(IntervalStrategy.STEPS);
    }

    @Test
    void brokenYamlIsReportedWithItsLine() {
        assertThat(problems("seed: 1\nreport_to: [a, b")).anySatisfy(
                line -> assertThat(line).startsWith("a.yaml, line ").contains("is not YAML"));
        assertThat(problems("seed: \"x\ny: 1")).anyMatch(line -> line.contains("is not YAML"));
        assertThat(problems("\tseed: 1")).anyMatch(line -> line.startsWith("a.yaml, line 3: is not YAML"));
        assertThat(problems("", "pad_token=*x")).anyMatch(line -> line.startsWith("--set pad_token: is not YAML"));
    }

    @Test
    void anAliasThatContainsItselfIsReported() {
        assertThat(problems("lr_scheduler_kwargs: &a {x: *a}")).anyMatch(line -> line.contains("nested too deeply"));
    }

    @Test
    void aKeyThatIsSetTwiceIsRefused() {
        assertThat(problems("seed: 1\nbf16: true\nseed: 2")).containsExactly(
                "a.yaml, line 5, seed: was set in line 3 already. Remove one of the two");
    }

    @Test
    void aListIsNoConfiguration() {
        List<String> found = new ArrayList<>(lines(() -> ConfigReader.read(new ConfigSource.Text("a", "- x"))));
        assertThat(found).anyMatch(line -> line.startsWith("a: holds no settings"));
    }

    @Test
    void filesAreReadAsYamlOrJson() throws IOException {
        Path yaml = Files.writeString(folder.resolve("c.yaml"), "\uFEFF" + BASE + "seed: 5\n");
        Path json = Files.writeString(folder.resolve("c.json"),
                "{\n\t\"model_name_or_path\": \"m\",\n\t\"dataset_name\": \"d\",\n\t\"seed\": 5,\n"
                        + "\t\"max_length\": null, \"lora_target_modules\": [\"q_proj\"]\n}\n");
        assertThat(ConfigReader.read(new ConfigSource.File(yaml)).config().training().seed()).isEqualTo(5);
        DataConfig data = ConfigReader.read(new ConfigSource.File(json)).config().data();
        assertThat(data.maxLength()).isNull();
        Files.writeString(json, "{\n\"model_name_or_path\": \"m\",\n\"dataset_name\": \"d\",\n\"sed\": 5}");
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(json)))).singleElement().asString()
                .isEqualTo(json + ", line 4, sed: there is no such setting. Did you mean seed?");
        Files.writeString(json, "{\n\"seed\": }");
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(json))))
                .anyMatch(line -> line.startsWith(json + ", line 2: is not JSON"));
    }

    @Test
    void filesThatCannotBeReadAreReported() throws IOException {
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(folder.resolve("none.yaml")))))
                .anyMatch(line -> line.contains("there is no such file") && line.contains("./orca config"));
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(folder))))
                .anyMatch(line -> line.contains("is a folder"));
        Path latin = Files.write(folder.resolve("l.yaml"), "run_name: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(lines(() -> ConfigReader.read(new ConfigSource.File(latin))))
                .anyMatch(line -> line.contains("is not UTF-8"));
    }
}
