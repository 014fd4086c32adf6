package orcareward.engine.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orcareward.files.JsonFields;

/** Reads, checks and writes {@code adapter_config.json} with the fields of peft 0.18.0. */
final class AdapterConfigJson {
    private static final String PEFT_VERSION = "0.18.0";
    /** Fields that change what an adapter computes and that must be unset: null, false, or empty. */
    private static final List<String> MUST_BE_UNSET = List.of("use_dora", "use_qalora", "lora_bias", "fan_in_fan_out",
            "rank_pattern", "alpha_pattern", "exclude_modules", "layers_to_transform", "layers_pattern",
            "layer_replication", "target_parameters", "trainable_token_indices", "alora_invocation_tokens",
            "arrow_config");
    /** Ways to begin that leave the base model as it is. */
    private static final Set<String> HARMLESS_INITS = Set.of("true", "false", "\"gaussian\"", "\"orthogonal\"");
    private static final List<String> NULL_FIELDS = List.of("alora_invocation_tokens", "arrow_config", "auto_mapping",
            "corda_config", "eva_config", "exclude_modules", "layer_replication", "layers_pattern",
            "layers_to_transform", "megatron_config", "revision", "target_parameters", "trainable_token_indices");
    private static final List<String> FALSE_FIELDS = List.of("ensure_weight_tying", "fan_in_fan_out", "lora_bias",
            "use_dora", "use_qalora");
    private static final List<String> EMPTY_FIELDS = List.of("alpha_pattern", "loftq_config", "rank_pattern");

    private AdapterConfigJson() {
    }

    static AdapterConfig read(Path file) throws IOException {
        JsonFields fields = JsonFields.read(file,
                "Give the folder of a LoRA adapter: adapter_config.json and adapter_model.safetensors");
        String peftType = fields.text("peft_type");
        if (!"LORA".equals(peftType)) {
            fields.problem("peft_type", peftType == null ? "is missing" : "is " + peftType,
                    "Supported is LORA; choose another adapter");
        }
        // Another method's fields mean other things: no more problems are looked for.
        fields.throwIfAny();
        refuseWhatIsNotComputed(fields);
        String base = fields.text("base_model_name_or_path");
        if (base == null || base.isBlank()) {
            fields.problem("base_model_name_or_path", "is missing", "Put the folder of the base model there");
        }
        double dropout = fields.number("lora_dropout", 0);
        if (dropout < 0 || dropout >= 1) {
            fields.problem("lora_dropout", "is " + dropout, "It must be from 0 up to, not including, 1");
        }
        AdapterConfig config = new AdapterConfig(fields.count("r", 8), fields.positive("lora_alpha", 8), dropout,
                targets(fields), fields.flag("use_rslora", false), base == null ? "" : base, modulesToSave(fields));
        fields.throwIfAny();
        return config;
    }

    private static void refuseWhatIsNotComputed(JsonFields fields) {
        for (String field : MUST_BE_UNSET) {
            JsonNode value = fields.node().get(field);
            if (value != null && !value.isNull() && !(value.isBoolean() && !value.booleanValue())
                    && !(value.isContainerNode() && value.isEmpty())) {
                fields.problem(field, "is " + value, "This is not supported; choose an adapter without it");
            }
        }
        String bias = fields.text("bias");
        if (bias != null && !bias.equals("none")) {
            fields.problem("bias", "is " + bias, "Supported is none; choose another adapter");
        }
        String task = fields.text("task_type");
        if (task != null && !task.equals("SEQ_CLS")) {
            fields.problem("task_type", "is " + task, "A reward model's adapter has SEQ_CLS; choose another adapter");
        }
        JsonNode init = fields.node().path("init_lora_weights");
        if (!init.isMissingNode() && !init.isNull() && !HARMLESS_INITS.contains(init.toString())) {
            fields.problem("init_lora_weights", "is " + init + ", which changes the base model",
                    "Convert the adapter to plain LoRA with peft, or choose another one");
        }
    }

    private static LoraTargets targets(JsonFields fields) {
        JsonNode value = fields.node().path("target_modules");
        if (value.isTextual()) {
            return LoraTargets.ofText(value.textValue());
        }
        List<String> names = fields.texts("target_modules");
        return names.isEmpty() ? LoraTargets.llamaDefault() : new LoraTargets.Names(names);
    }

    private static List<String> modulesToSave(JsonFields fields) {
        List<String> modules = fields.texts("modules_to_save");
        List<String> others = modules.stream().filter(name -> !AdapterConfig.CLASSIFIER_HEADS.contains(name)).toList();
        if (!others.isEmpty()) {
            fields.problem("modules_to_save", "holds " + String.join(", ", others),
                    "Supported is the head, score; choose another adapter");
        }
        return modules;
    }

    static ObjectNode tree(AdapterConfig config) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        NULL_FIELDS.forEach(tree::putNull);
        FALSE_FIELDS.forEach(field -> tree.put(field, false));
        EMPTY_FIELDS.forEach(tree::putObject);
        tree.put("base_model_name_or_path", config.baseModelNameOrPath());
        tree.put("bias", "none");
        tree.put("inference_mode", true);
        tree.put("init_lora_weights", true);
        if (config.loraAlpha() == Math.rint(config.loraAlpha())) {
            tree.put("lora_alpha", (long) config.loraAlpha()); // peft's default type is a whole number
        } else {
            tree.put("lora_alpha", config.loraAlpha());
        }
        tree.put("lora_dropout", config.loraDropout());
        tree.put("megatron_core", "megatron.core");
        putTexts(tree.putArray("modules_to_save"), config.modulesToSave());
        tree.put("peft_type", "LORA");
        tree.put("peft_version", PEFT_VERSION);
        tree.put("qalora_group_size", 16);
        tree.put("r", config.r());
        switch (config.targets()) {
            case LoraTargets.Names names -> putTexts(tree.putArray("target_modules"), names.names());
            case LoraTargets.Regex regex -> tree.put("target_modules", regex.regex());
            case LoraTargets.AllLinear all -> putTexts(tree.putArray("target_modules"), LoraTargets.allNames());
        }
        tree.put("task_type", "SEQ_CLS");
        tree.put("use_rslora", config.useRslora());
        return tree;
    }

    private static void putTexts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
