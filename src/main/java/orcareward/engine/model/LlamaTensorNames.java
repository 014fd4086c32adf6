package orcareward.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the tensors of a Llama are called in Hugging Face files, and how large they are. */
public final class LlamaTensorNames {
    private static final String PREFIX = "model.";

    private LlamaTensorNames() {
    }

    /** Token embeddings: [vocab, hidden]. */
    public static TensorSpec embedTokens(LlamaConfig config) {
        return backboneTensor("model.embed_tokens.weight", config.vocabSize(), config.hiddenSize());
    }

    /** Scale of the norm before a layer's attention: [hidden]. */
    public static TensorSpec inputLayernorm(LlamaConfig config, int layer) {
        return backboneTensor("model.layers." + layer + ".input_layernorm.weight", config.hiddenSize());
    }

    /** Scale of the norm before a layer's feed-forward block: [hidden]. */
    public static TensorSpec postAttentionLayernorm(LlamaConfig config, int layer) {
        return backboneTensor("model.layers." + layer + ".post_attention_layernorm.weight", config.hiddenSize());
    }

    /** A projection's matrix: [out, in]. */
    public static TensorSpec weight(LlamaConfig config, int layer, Projection projection) {
        return backboneTensor(projection.moduleName(layer) + ".weight", projection.outFeatures(config),
                projection.inFeatures(config));
    }

    /** A projection's bias: [out]; only where {@link Projection#hasBias} says so. */
    public static TensorSpec bias(LlamaConfig config, int layer, Projection projection) {
        return backboneTensor(projection.moduleName(layer) + ".bias", projection.outFeatures(config));
    }

    /** Scale of the last norm: [hidden]. */
    public static TensorSpec norm(LlamaConfig config) {
        return backboneTensor("model.norm.weight", config.hiddenSize());
    }

    /** The reward head: [1, hidden]. */
    public static TensorSpec score(LlamaConfig config) {
        return new TensorSpec("score.weight", List.of(1L, (long) config.hiddenSize()), List.of());
    }

    /** Everything but the head, in the order of the forward pass. */
    public static List<TensorSpec> backbone(LlamaConfig config) {
        List<TensorSpec> specs = new ArrayList<>();
        specs.add(embedTokens(config));
        for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
            specs.add(inputLayernorm(config, layer));
            specs.add(postAttentionLayernorm(config, layer));
            for (Projection projection : Projection.values()) {
                specs.add(weight(config, layer, projection));
                if (projection.hasBias(config)) {
                    specs.add(bias(config, layer, projection));
                }
            }
        }
        specs.add(norm(config));
        return specs;
    }

    /** Everything that a reward model's file holds: backbone, then head. */
    public static List<TensorSpec> rewardModel(LlamaConfig config) {
        List<TensorSpec> specs = backbone(config);
        specs.add(score(config));
        return specs;
    }

    /**
     * Names in a file that this architecture has no place for: a sign of another one. The language model's output
     * matrix and stored rotary frequencies (old files) don't count.
     */
    public static List<String> unexpected(LlamaConfig config, Collection<String> names) {
        Set<String> known = new HashSet<>(Set.of("lm_head.weight"));
        for (TensorSpec spec : rewardModel(config)) {
            known.add(spec.name());
            known.addAll(spec.otherNames());
        }
        return names.stream().filter(name -> !known.contains(name) && !name.endsWith("rotary_emb.inv_freq")).sorted()
                .toList();
    }

    /** A bare LlamaModel is saved without the prefix. */
    private static TensorSpec backboneTensor(String name, long... shape) {
        return new TensorSpec(name, Arrays.stream(shape).boxed().toList(),
                List.of(name.substring(PREFIX.length())));
    }
}
