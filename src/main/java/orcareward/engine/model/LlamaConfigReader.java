package orcareward.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orcareward.engine.model.LlamaConfig.Head;
import orcareward.files.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads and checks a {@code config.json}; the defaults are those of transformers' LlamaConfig. */
final class LlamaConfigReader {
    private static final String SUPPORTED_FAMILY = "Supported is model_type llama with LlamaForCausalLM, LlamaModel or "
            + "LlamaForSequenceClassification; choose such a model";
    private static final String SUPPORTED_ROPE = "Supported are default, linear and llama3; choose another model";
    private static final Set<String> LANGUAGE_MODELS = Set.of("LlamaForCausalLM", "LlamaModel");
    private final JsonFields fields;

    private LlamaConfigReader(JsonFields fields) {
        this.fields = fields;
    }

    static LlamaConfig read(Path file) throws IOException {
        JsonFields fields = JsonFields.read(file,
                "Give the folder of a Hugging Face model: config.json, model.safetensors and the tokenizer's files");
        return new LlamaConfigReader(fields).read();
    }

    private LlamaConfig read() {
        Head head = family();
        // Another family's fields mean other things: no more problems are looked for.
        fields.throwIfAny();
        refuseWhatIsNotComputed();
        int hiddenSize = fields.count("hidden_size");
        int heads = fields.count("num_attention_heads");
        int keyValueHeads = fields.count("num_key_value_heads", heads);
        int headDim = fields.count("head_dim", Math.max(1, hiddenSize / heads));
        int vocabSize = fields.count("vocab_size");
        int maxPositionEmbeddings = fields.count("max_position_embeddings", 2048);
        if (!fields.has("head_dim") && hiddenSize % heads != 0) {
            fields.problem("num_attention_heads", heads + " heads don't divide hidden_size " + hiddenSize,
                    "Give head_dim or mend the file");
        } else if (headDim % 2 != 0) {
            fields.problem("head_dim", "is " + headDim, "Rotary embeddings need an even number");
        }
        if (heads % keyValueHeads != 0) {
            fields.problem("num_key_value_heads", keyValueHeads + " don't divide num_attention_heads " + heads,
                    "Mend the file or get it again");
        }
        LlamaConfig config = new LlamaConfig(hiddenSize, fields.count("intermediate_size"),
                fields.count("num_hidden_layers"), heads, keyValueHeads, headDim, vocabSize, maxPositionEmbeddings,
                fields.positive("rms_norm_eps", 1e-6), ropeTheta(), ropeScaling(maxPositionEmbeddings),
                fields.flag("attention_bias", false), fields.flag("mlp_bias", false),
                fields.flag("tie_word_embeddings", false), fields.positive("initializer_range", 0.02),
                token("pad_token_id", vocabSize), token("bos_token_id", vocabSize), token("eos_token_id", vocabSize),
                head, fields.node());
        fields.throwIfAny();
        return config;
    }

    private Head family() {
        String modelType = fields.text("model_type");
        if (modelType == null) {
            fields.problem("model_type", "is missing", SUPPORTED_FAMILY);
        } else if (!modelType.equals("llama")) {
            fields.problem("model_type", "is " + modelType, SUPPORTED_FAMILY);
        }
        List<String> architectures = fields.texts("architectures");
        if (architectures.size() == 1 && LANGUAGE_MODELS.contains(architectures.getFirst())) {
            return Head.CAUSAL_LM;
        }
        if (architectures.equals(List.of("LlamaForSequenceClassification"))) {
            int labels = labels();
            if (labels != 1) {
                fields.problem(fields.has("id2label") ? "id2label" : "num_labels", "there are " + labels + " labels",
                        "A reward model has one; choose another model");
            }
            return Head.SEQUENCE_CLASSIFICATION;
        }
        fields.problem("architectures",
                architectures.isEmpty() ? "is missing" : "is " + String.join(", ", architectures),
                SUPPORTED_FAMILY);
        return Head.CAUSAL_LM;
    }

    /** As transformers counts: id2label, else num_labels, else two. */
    private int labels() {
        JsonFields labels = fields.object("id2label");
        return labels == null ? fields.count("num_labels", 2) : labels.node().size();
    }

    private void refuseWhatIsNotComputed() {
        String activation = fields.text("hidden_act");
        if (activation != null && !activation.equals("silu")) {
            fields.problem("hidden_act", "is " + activation, "Supported is silu; choose another model");
        }
        if (fields.count("pretraining_tp", 1) > 1) {
            fields.problem("pretraining_tp", "is " + fields.integer("pretraining_tp"),
                    "Supported is 1; with 1 in its place the model computes the same up to rounding");
        }
        if (fields.has("quantization_config")) {
            fields.problem("quantization_config", "the weights are quantized",
                    "Supported are bf16, fp16 and fp32; choose the model that this one was made from");
        }
        if (fields.number("attention_dropout", 0) != 0) {
            fields.problem("attention_dropout", "is " + fields.number("attention_dropout", 0),
                    "Supported is 0.0; put that in its place");
        }
        if (fields.number("partial_rotary_factor", 1) != 1) {
            fields.problem("partial_rotary_factor", "is " + fields.number("partial_rotary_factor", 1),
                    "Supported is 1.0; choose another model");
        }
    }

    private double ropeTheta() {
        JsonFields newer = fields.object("rope_parameters");
        return newer != null && newer.has("rope_theta")
                ? newer.positive("rope_theta")
                : fields.positive("rope_theta", 10000);
    }

    /** {@code rope_scaling} of transformers 4, or {@code rope_parameters} of transformers 5. */
    private RopeScaling ropeScaling(int maxPositionEmbeddings) {
        JsonFields rope = fields.object("rope_parameters");
        String parent = "rope_parameters";
        if (rope == null) {
            rope = fields.object("rope_scaling");
            parent = "rope_scaling";
        }
        if (rope == null) {
            return new RopeScaling.None();
        }
        if (rope.number("partial_rotary_factor", 1) != 1) {
            rope.problem("partial_rotary_factor", "is not 1.0", SUPPORTED_ROPE);
        }
        // The older name wins where both are given, as in transformers.
        String kind = rope.has("type") ? rope.text("type") : rope.text("rope_type");
        if (kind == null) {
            if (rope.node().has("rope_theta") && !rope.has("factor")) {
                return new RopeScaling.None();
            }
            rope.problem("rope_type", "is missing", SUPPORTED_ROPE);
            return new RopeScaling.None();
        }
        return switch (kind) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(rope.positive("factor"));
            case "llama3" -> llama3(rope, maxPositionEmbeddings);
            default -> {
                fields.problem(parent, "its kind is " + kind, SUPPORTED_ROPE);
                yield new RopeScaling.None();
            }
        };
    }

    private static RopeScaling llama3(JsonFields rope, int maxPositionEmbeddings) {
        double low = rope.positive("low_freq_factor");
        double high = rope.positive("high_freq_factor");
        if (high <= low && rope.has("low_freq_factor") && rope.has("high_freq_factor")) {
            rope.problem("high_freq_factor", "is " + high, "It must be above low_freq_factor " + low);
        }
        return new RopeScaling.Llama3(rope.positive("factor"), low, high,
                rope.count("original_max_position_embeddings", maxPositionEmbeddings));
    }

    /** A token id, or null; the first of several. An id outside the vocabulary (-1 in some files) is no token. */
    private @Nullable Integer token(String field, int vocabSize) {
        JsonNode value = fields.node().get(field);
        Integer id = value != null && value.isArray() && !value.isEmpty() && value.get(0).isInt()
                ? (Integer) value.get(0).intValue()
                : fields.integer(field);
        return id == null || id < 0 || id >= vocabSize ? null : id;
    }
}
