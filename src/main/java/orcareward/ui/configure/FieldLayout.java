package orcareward.ui.configure;

import java.util.List;
import java.util.Map;
import orcareward.config.ConfigKey;
import orcareward.config.ConfigSection;
import orcareward.ui.fx.Texts;

/** Which settings the form shows at once, in which order, under which names. */
final class FieldLayout {
    private static final Map<ConfigSection, List<String>> MAIN = Map.of(
            ConfigSection.MODEL, List.of("model_name_or_path", "bf16", "gradient_checkpointing", "device"),
            ConfigSection.DATA, List.of("dataset_name", "test_size", "eval_dataset_name", "prompt_format", "max_length",
                    "drop_duplicates"),
            ConfigSection.TRAINING, List.of("num_train_epochs", "max_steps", "per_device_train_batch_size",
                    "gradient_accumulation_steps", "learning_rate", "lr_scheduler_type", "warmup_ratio",
                    "center_rewards_coefficient", "seed"),
            ConfigSection.LORA, List.of("use_peft", "lora_r", "lora_alpha", "lora_dropout", "lora_target_modules"),
            ConfigSection.EVALUATION, List.of("eval_strategy", "eval_steps", "per_device_eval_batch_size"),
            ConfigSection.OUTPUT, List.of("output_dir", "run_name", "overwrite_output_dir", "logging_steps",
                    "save_strategy", "save_steps", "save_total_limit"),
            ConfigSection.ADVANCED, List.of());

    private FieldLayout() {
    }

    /** The settings that a section shows, in order. */
    static List<String> main(ConfigSection section) {
        return MAIN.getOrDefault(section, List.of());
    }

    /** Whether a setting is obeyed and stands under Advanced. */
    static boolean isAdvanced(ConfigKey key) {
        return key.status() instanceof ConfigKey.Status.Used && !main(key.section()).contains(key.name());
    }

    /** A setting in a person's words; those that are rarely needed keep their name's. */
    static String label(ConfigKey key) {
        return switch (key.name()) {
            case "model_name_or_path" -> Texts.get("configure.label.model");
            case "adapter_name_or_path" -> Texts.get("configure.label.adapter");
            case "bf16" -> Texts.get("configure.label.bf16");
            case "gradient_checkpointing" -> Texts.get("configure.label.checkpointing");
            case "device" -> Texts.get("configure.label.device");
            case "dataset_name" -> Texts.get("configure.label.dataset");
            case "eval_dataset_name" -> Texts.get("configure.label.evaldataset");
            case "test_size" -> Texts.get("configure.label.testsize");
            case "prompt_format" -> Texts.get("configure.label.format");
            case "max_length" -> Texts.get("configure.label.maxlength");
            case "drop_duplicates" -> Texts.get("configure.label.duplicates");
            case "num_train_epochs" -> Texts.get("configure.label.epochs");
            case "max_steps" -> Texts.get("configure.label.maxsteps");
            case "per_device_train_batch_size" -> Texts.get("configure.label.batch");
            case "gradient_accumulation_steps" -> Texts.get("configure.label.accumulation");
            case "learning_rate" -> Texts.get("configure.label.rate");
            case "lr_scheduler_type" -> Texts.get("configure.label.schedule");
            case "warmup_ratio" -> Texts.get("configure.label.warmup");
            case "center_rewards_coefficient" -> Texts.get("configure.label.centering");
            case "use_peft" -> Texts.get("configure.label.lora");
            case "lora_r" -> Texts.get("configure.label.rank");
            case "lora_alpha" -> Texts.get("configure.label.alpha");
            case "lora_dropout" -> Texts.get("configure.label.dropout");
            case "lora_target_modules" -> Texts.get("configure.label.targets");
            case "eval_strategy" -> Texts.get("configure.label.evaluate");
            case "eval_steps" -> Texts.get("configure.label.evalsteps");
            case "per_device_eval_batch_size" -> Texts.get("configure.label.evalbatch");
            case "output_dir" -> Texts.get("configure.label.output");
            case "run_name" -> Texts.get("configure.label.runname");
            case "overwrite_output_dir" -> Texts.get("configure.label.overwrite");
            case "save_strategy" -> Texts.get("configure.label.save");
            default -> words(key.name());
        };
    }

    private static String words(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
