package orcareward.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checked settings to the typed configuration. */
final class ConfigAssembler {
    private static final String DEFAULT_OUTPUT_DIR = "trainer_output";
    /** PEFT's targets for Llama where none are named. */
    private static final List<String> DEFAULT_TARGETS = List.of("q_proj", "v_proj");

    private ConfigAssembler() {
    }

    /** The configuration; the settings must have passed {@link ConfigRules#check}. */
    static TrainConfig assemble(Settings settings) {
        return new TrainConfig(model(settings), data(settings), training(settings),
                ConfigRules.trainsAdapter(settings) ? Optional.of(lora(settings)) : Optional.empty(),
                evaluation(settings), output(settings));
    }

    private static ModelConfig model(Settings settings) {
        boolean cpu = settings.bool("use_cpu") || settings.bool("no_cuda");
        boolean bf16 = !settings.isSet("bf16") || settings.bool("bf16");
        return new ModelConfig(settings.text("model_name_or_path"), settings.text("adapter_name_or_path"), bf16,
                settings.bool("gradient_checkpointing"), cpu
                        ? DeviceChoice.CPU
                        : DeviceChoice.valueOf(settings.requiredText("device").toUpperCase(Locale.ROOT)),
                settings.small("cpu_threads"));
    }

    private static DataConfig data(Settings settings) {
        Map<String, String> columns = new TreeMap<>();
        for (String role : ConfigRules.COLUMN_ROLES) {
            String column = settings.text("column_" + role);
            if (column != null) {
                columns.put(role, column);
            }
        }
        return new DataConfig(settings.requiredText("dataset_name"), settings.requiredText("dataset_train_split"),
                settings.requiredText("dataset_test_split"), settings.text("eval_dataset_name"),
                settings.number("test_size"), settings.integer("split_seed"),
                PromptFormat.valueOf(settings.requiredText("prompt_format").toUpperCase(Locale.ROOT)), columns,
                settings.optionalSmall("max_length"), settings.bool("drop_duplicates"), settings.text("pad_token"),
                settings.text("eos_token"), settings.text("chat_template_path"));
    }

    private static TrainingConfig training(Settings settings) {
        return new TrainingConfig(settings.number("num_train_epochs"), settings.small("max_steps"),
                settings.small("per_device_train_batch_size"), settings.small("gradient_accumulation_steps"),
                settings.bool("dataloader_drop_last"), settings.number("learning_rate"),
                Schedules.schedule(settings), settings.small("warmup_steps"), settings.number("warmup_ratio"),
                settings.number("weight_decay"), settings.number("adam_beta1"), settings.number("adam_beta2"),
                settings.number("adam_epsilon"), settings.number("max_grad_norm"),
                settings.optionalNumber("center_rewards_coefficient"), settings.integer("seed"),
                settings.optionalInteger("data_seed"), settings.bool("disable_dropout"));
    }

    private static LoraConfig lora(Settings settings) {
        List<String> targets = settings.texts("lora_target_modules");
        return new LoraConfig(settings.small("lora_r"), settings.number("lora_alpha"),
                settings.number("lora_dropout"), targets.isEmpty() ? DEFAULT_TARGETS : targets,
                settings.bool("use_rslora"));
    }

    private static EvaluationConfig evaluation(Settings settings) {
        return new EvaluationConfig(strategy(settings, "eval_strategy"), settings.number("eval_steps"),
                settings.number("eval_delay"), settings.bool("eval_on_start"),
                settings.small("per_device_eval_batch_size"));
    }

    private static OutputConfig output(Settings settings) {
        String folder = settings.text("output_dir");
        Integer limit = settings.optionalSmall("save_total_limit");
        boolean curves = !settings.texts("report_to").contains("none");
        return new OutputConfig(folder == null ? DEFAULT_OUTPUT_DIR : folder, settings.bool("overwrite_output_dir"),
                strategy(settings, "logging_strategy"), settings.number("logging_steps"),
                settings.bool("logging_first_step"), strategy(settings, "save_strategy"),
                settings.number("save_steps"), limit == null || limit == 0 ? null : limit,
                settings.bool("save_only_model"), settings.requiredText("save_dtype"),
                curves ? List.of("tensorboard") : List.of(), settings.text("logging_dir"), settings.text("run_name"));
    }

    private static IntervalStrategy strategy(Settings settings, String key) {
        return IntervalStrategy.valueOf(settings.requiredText(key).toUpperCase(Locale.ROOT));
    }
}
