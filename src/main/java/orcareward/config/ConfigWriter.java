package orcareward.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes settings as YAML that {@link ConfigReader} and, but for our own keys, TRL read back as the same. */
public final class ConfigWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./+-]*");
    /** Bare words that YAML 1.1 takes for something else than text. */
    private static final Pattern RESERVED = Pattern.compile("y|n|yes|no|on|off|true|false|null|~|\\.inf|\\.nan",
            Pattern.CASE_INSENSITIVE);

    private ConfigWriter() {
    }

    /** Every setting of a configuration that has an effect, defaults included. */
    public static String toYaml(TrainConfig config) {
        return toYaml(values(config));
    }

    /**
     * Some settings, section by section, our own last.
     *
     * @param values by key: null, Boolean, Number, String, List or Map
     */
    public static String toYaml(Map<String, ? extends @Nullable Object> values) {
        StringBuilder yaml = new StringBuilder();
        for (ConfigSection section : ConfigSection.values()) {
            append(yaml, section.title(), values, key -> key.section() == section
                    && key.origin() == ConfigKey.Origin.TRL);
        }
        append(yaml, "Orca Reward Studio's own settings, which TRL passes over", values,
                key -> key.origin() == ConfigKey.Origin.OURS);
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, String title, Map<String, ? extends @Nullable Object> values,
            Predicate<ConfigKey> which) {
        List<ConfigKey> keys = ConfigKeys.all().stream()
                .filter(key -> which.test(key) && values.containsKey(key.name()) && !key.secret()).toList();
        if (keys.isEmpty()) {
            return;
        }
        yaml.append(yaml.isEmpty() ? "" : "\n").append("# ").append(title).append('\n');
        for (ConfigKey key : keys) {
            yaml.append(key.name()).append(": ").append(written(values.get(key.name()))).append('\n');
        }
    }

    /** The settings that make a configuration, in the Java types of their keys. */
    public static SortedMap<String, @Nullable Object> values(TrainConfig config) {
        SortedMap<String, @Nullable Object> values = new TreeMap<>();
        putModel(config.model(), values);
        putData(config.data(), values);
        putTraining(config.training(), values);
        putLora(config.lora(), values);
        putEvaluation(config.evaluation(), values);
        putOutput(config.output(), values);
        return values;
    }

    private static void putModel(ModelConfig model, Map<String, @Nullable Object> values) {
        values.put("model_name_or_path", model.modelNameOrPath());
        values.put("adapter_name_or_path", model.adapterNameOrPath());
        values.put("bf16", model.bf16());
        values.put("gradient_checkpointing", model.gradientCheckpointing());
        values.put("device", model.device().name().toLowerCase(Locale.ROOT));
        values.put("cpu_threads", (long) model.cpuThreads());
        values.put("use_cpu", model.device() == DeviceChoice.CPU);
    }

    private static void putData(DataConfig data, Map<String, @Nullable Object> values) {
        values.put("dataset_name", data.datasetName());
        values.put("dataset_train_split", data.trainSplit());
        values.put("dataset_test_split", data.testSplit());
        values.put("eval_dataset_name", data.evalDatasetName());
        values.put("test_size", data.testSize());
        values.put("split_seed", data.splitSeed());
        values.put("prompt_format", data.promptFormat().yamlName());
        data.columns().forEach((role, column) -> values.put("column_" + role, column));
        values.put("max_length", data.maxLength() == null ? null : data.maxLength().longValue());
        values.put("drop_duplicates", data.dropDuplicates());
        values.put("pad_token", data.padToken());
        values.put("eos_token", data.eosToken());
        values.put("chat_template_path", data.chatTemplatePath());
    }

    private static void putTraining(TrainingConfig training, Map<String, @Nullable Object> values) {
        values.put("num_train_epochs", training.numTrainEpochs());
        values.put("max_steps", (long) training.maxSteps());
        values.put("per_device_train_batch_size", (long) training.perDeviceTrainBatchSize());
        values.put("gradient_accumulation_steps", (long) training.gradientAccumulationSteps());
        values.put("dataloader_drop_last", training.dataloaderDropLast());
        values.put("learning_rate", training.learningRate());
        Schedules.write(training.schedule(), values);
        values.put("warmup_steps", (long) training.warmupSteps());
        values.put("warmup_ratio", training.warmupRatio());
        values.put("optim", "adamw_torch");
        values.put("weight_decay", training.weightDecay());
        values.put("adam_beta1", training.adamBeta1());
        values.put("adam_beta2", training.adamBeta2());
        values.put("adam_epsilon", training.adamEpsilon());
        values.put("max_grad_norm", training.maxGradNorm());
        values.put("center_rewards_coefficient", training.centerRewardsCoefficient());
        values.put("seed", training.seed());
        values.put("data_seed", training.dataSeed());
        values.put("disable_dropout", training.disableDropout());
    }

    private static void putLora(Optional<LoraConfig> lora, Map<String, @Nullable Object> values) {
        values.put("use_peft", lora.isPresent());
        lora.ifPresent(adapter -> {
            values.put("lora_task_type", "SEQ_CLS");
            values.put("lora_r", (long) adapter.r());
            values.put("lora_alpha", adapter.loraAlpha());
            values.put("lora_dropout", adapter.loraDropout());
            values.put("lora_target_modules", adapter.targetModules());
            values.put("use_rslora", adapter.useRslora());
        });
    }

    private static void putEvaluation(EvaluationConfig evaluation, Map<String, @Nullable Object> values) {
        values.put("eval_strategy", written(evaluation.strategy()));
        values.put("eval_steps", evaluation.evalSteps() == 0 ? null : evaluation.evalSteps());
        values.put("eval_delay", evaluation.evalDelay());
        values.put("eval_on_start", evaluation.evalOnStart());
        values.put("per_device_eval_batch_size", (long) evaluation.perDeviceEvalBatchSize());
    }

    private static void putOutput(OutputConfig output, Map<String, @Nullable Object> values) {
        values.put("output_dir", output.outputDir());
        values.put("overwrite_output_dir", output.overwriteOutputDir());
        values.put("logging_strategy", written(output.loggingStrategy()));
        values.put("logging_steps", output.loggingSteps());
        values.put("logging_first_step", output.loggingFirstStep());
        values.put("save_strategy", written(output.saveStrategy()));
        values.put("save_steps", output.saveSteps());
        values.put("save_total_limit", output.saveTotalLimit() == null ? null : output.saveTotalLimit().longValue());
        values.put("save_only_model", output.saveOnlyModel());
        values.put("save_dtype", output.saveDtype());
        values.put("report_to", output.reportTo().isEmpty() ? List.of("none") : output.reportTo());
        values.put("logging_dir", output.loggingDir());
        values.put("run_name", output.runName());
    }

    private static String written(IntervalStrategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    /** A value as it stands in YAML. */
    public static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Double number -> Numbers.plain(number);
            case String text -> PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()
                    ? text
                    : quoted(text);
            case List<?> list -> list.stream().map(ConfigWriter::written).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> written(entry.getKey()) + ": " + written(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            default -> String.valueOf(value);
        };
    }

    /** Double quotes, in which YAML, as JSON, has an escape for everything that can't stand in a line. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c >= 0x20 && c < 0x7f || c > 0xa0 && c < 0x2028 || c > 0x2029 && c < 0xd800
                    || c > 0xdfff && c < 0xfeff || c > 0xfeff && c < 0xfffe || c > 0xffff) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }
}
