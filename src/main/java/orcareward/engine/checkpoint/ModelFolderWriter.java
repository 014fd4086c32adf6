package orcareward.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.RopeScaling;
import orcareward.files.AtomicFiles;
import orcareward.files.JsonFields;
import orcareward.files.PythonJson;
import org.jspecify.annotations.Nullable;

/** Writes what stands beside a model's weights: config.json and the tokenizer's files, as TRL leaves them. */
public final class ModelFolderWriter {
    /** The version of transformers whose form the written config.json has. */
    private static final String TRANSFORMERS_VERSION = "4.57.3";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String SPECIAL_TOKENS_MAP = "special_tokens_map.json";
    private static final String CHAT_TEMPLATE = "chat_template.jinja";
    private static final List<String> COPIED = List.of("tokenizer.json", CHAT_TEMPLATE, "added_tokens.json",
            "vocab.json", "merges.txt", "tokenizer.model");

    private ModelFolderWriter() {
    }

    /**
     * Writes the config.json of a reward model with one score; fields of the base model that mean nothing here are kept.
     *
     * @param padTokenId what batches are padded with by those who load it
     * @param weights how its numbers are stored
     */
    public static void writeConfig(Path folder, LlamaConfig config, int padTokenId, DType weights)
            throws IOException {
        AtomicFiles.writeString(folder.resolve("config.json"),
                PythonJson.write(rewardModelConfig(config, padTokenId, weights)) + "\n");
    }

    static ObjectNode rewardModelConfig(LlamaConfig config, int padTokenId, DType weights) {
        ObjectNode tree = config.json();
        // transformers reads a missing field as LlamaConfig's default and writes it out.
        putWhereMissing(tree, "attention_bias", config.attentionBias());
        putWhereMissing(tree, "mlp_bias", config.mlpBias());
        putWhereMissing(tree, "tie_word_embeddings", config.tieWordEmbeddings());
        putWhereMissing(tree, "use_cache", true);
        putWhereMissing(tree, "attention_dropout", 0.0);
        putWhereMissing(tree, "initializer_range", config.initializerRange());
        putWhereMissing(tree, "rms_norm_eps", config.rmsNormEps());
        putWhereMissing(tree, "head_dim", config.headDim());
        putWhereMissing(tree, "num_key_value_heads", config.numKeyValueHeads());
        putWhereMissing(tree, "max_position_embeddings", config.maxPositionEmbeddings());
        putWhereMissing(tree, "pretraining_tp", 1);
        if (!tree.hasNonNull("hidden_act")) {
            tree.put("hidden_act", "silu");
        }
        // Written in the form of transformers 4, which version 5 reads too.
        tree.remove("rope_parameters");
        if (!tree.path("rope_theta").isNumber() || tree.path("rope_theta").doubleValue() != config.ropeTheta()) {
            tree.put("rope_theta", config.ropeTheta());
        }
        tree.set("rope_scaling", ropeScaling(config.ropeScaling()));

        tree.putArray("architectures").add("LlamaForSequenceClassification");
        tree.putObject("id2label").put("0", "LABEL_0");
        tree.putObject("label2id").put("LABEL_0", 0);
        tree.put("pad_token_id", padTokenId);
        tree.put("dtype", torchName(weights));
        tree.put("transformers_version", TRANSFORMERS_VERSION);
        tree.remove(List.of("torch_dtype", "num_labels", "problem_type", "_name_or_path"));
        return tree;
    }

    private static JsonNode ropeScaling(RopeScaling scaling) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        return switch (scaling) {
            case RopeScaling.None none -> JsonNodeFactory.instance.nullNode();
            case RopeScaling.Linear linear -> tree.put("factor", linear.factor()).put("rope_type", "linear");
            case RopeScaling.Llama3 llama3 -> tree.put("factor", llama3.factor())
                    .put("low_freq_factor", llama3.lowFreqFactor()).put("high_freq_factor", llama3.highFreqFactor())
                    .put("original_max_position_embeddings", llama3.originalMaxPositionEmbeddings())
                    .put("rope_type", "llama3");
        };
    }

    private static String torchName(DType weights) {
        return switch (weights) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
            case F64, BOOL, U8, I8, I16, I32, I64 -> throw new IllegalStateException("no weights in " + weights);
        };
    }

    private static void putWhereMissing(ObjectNode tree, String field, boolean value) {
        if (!tree.hasNonNull(field)) {
            tree.put(field, value);
        }
    }

    private static void putWhereMissing(ObjectNode tree, String field, double value) {
        if (!tree.hasNonNull(field)) {
            tree.put(field, value);
        }
    }

    private static void putWhereMissing(ObjectNode tree, String field, int value) {
        if (!tree.hasNonNull(field)) {
            tree.put(field, value);
        }
    }

    /**
     * Copies the tokenizer's files that are there, with what a run chose written into them: the model is then read the same by
     * others, and when the run's own settings are gone.
     *
     * @param tokens special tokens that the run chose, {@code pad_token} and {@code eos_token}; the others stay the tokenizer's own
     * @param chatTemplate the template that the run chose, or null for the tokenizer's own
     */
    public static void copyTokenizer(Path from, Path to, Map<String, String> tokens, @Nullable String chatTemplate)
            throws IOException {
        for (String name : COPIED) {
            if (chatTemplate == null || !name.equals(CHAT_TEMPLATE)) {
                copyFile(from.resolve(name), to.resolve(name));
            }
        }
        for (String name : List.of(TOKENIZER_CONFIG, SPECIAL_TOKENS_MAP)) {
            Path source = from.resolve(name);
            if (Files.isRegularFile(source)) {
                copyWithTokens(source, to.resolve(name), tokens);
            }
        }
        if (!tokens.isEmpty() && !Files.isRegularFile(from.resolve(TOKENIZER_CONFIG))) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            new TreeMap<>(tokens).forEach(tree::put);
            AtomicFiles.writeString(to.resolve(TOKENIZER_CONFIG), PythonJson.write(tree) + "\n");
        }
        if (chatTemplate != null) {
            AtomicFiles.writeString(to.resolve(CHAT_TEMPLATE), chatTemplate);
        }
    }

    private static void copyWithTokens(Path source, Path target, Map<String, String> tokens) throws IOException {
        ObjectNode tree = JsonFields.read(source, "Get it again").node();
        boolean changed = false;
        for (Map.Entry<String, String> token : new TreeMap<>(tokens).entrySet()) {
            JsonNode present = tree.path(token.getKey());
            String content = present.isObject() ? present.path("content").asText() : present.asText();
            if (!content.equals(token.getValue())) {
                tree.put(token.getKey(), token.getValue());
                changed = true;
            }
        }
        if (changed) {
            AtomicFiles.writeString(target, PythonJson.write(tree) + "\n");
        } else {
            copyFile(source, target);
        }
    }

    private static void copyFile(Path source, Path target) throws IOException {
        if (Files.isRegularFile(source) && !source.toAbsolutePath().normalize()
                .equals(target.toAbsolutePath().normalize())) {
            AtomicFiles.write(target, out -> Files.copy(source, out));
        }
    }
}
