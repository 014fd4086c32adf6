package orcareward.recipe;

import java.util.Set;
import orcareward.config.LoraConfig;
import orcareward.config.TrainConfig;
import orcareward.engine.lora.LoraTargets;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.Projection;

/**
 * Memory of a training run at its peak, in bytes, counted from what the engine keeps. Beside measured peaks on a CPU (SmolLM2-135M, batch 4,
 * docs/results/speed.md) it is off by 1 %; of small models the program is most, and takes 0.3 to 0.6 GiB. The desktop's window is not in it.
 *
 * @param weights masters in float32 and their copies in bfloat16
 * @param gradients of what is trained
 * @param optimizer AdamW's two averages
 * @param activations what the largest piece of a batch keeps for backward
 * @param program Java and libtorch
 */
public record MemoryEstimate(long weights, long gradients, long optimizer, long activations, long program) {
    private static final long PROGRAM = 580L << 20;
    private static final int FLOAT = 4;
    private static final int BFLOAT = 2;

    /** All of it. */
    public long total() {
        return weights + gradients + optimizer + activations + program;
    }

    /**
     * Counts.
     *
     * @param adapterRank rank of an adapter that is trained further, 0 for none
     * @param tokens of the largest piece that is computed at once
     */
    static MemoryEstimate of(LlamaConfig model, TrainConfig config, int adapterRank, long tokens) {
        long parameters = model.parameterCount();
        long trained = trained(model, config, adapterRank, parameters);
        boolean bf16 = config.model().bf16();
        long adapter = trained < parameters ? trained - model.hiddenSize() : 0;
        long weights = FLOAT * (parameters + adapter) + (bf16 ? BFLOAT * (matrices(model) + adapter) : 0);
        return new MemoryEstimate(weights, FLOAT * trained, 2 * FLOAT * trained,
                tokens * bytesPerToken(model, bf16, config.model().gradientCheckpointing()), PROGRAM);
    }

    private static long trained(LlamaConfig model, TrainConfig config, int adapterRank, long parameters) {
        if (config.lora().isPresent()) {
            LoraConfig lora = config.lora().get();
            Set<Projection> targets = LoraTargets.ofSetting(lora.targetModules()).match(model.numHiddenLayers(),
                    "lora_target_modules");
            return adapter(model, targets, lora.r()) + model.hiddenSize();
        }
        return adapterRank > 0
                ? adapter(model, LoraTargets.llamaDefault().match(model.numHiddenLayers(), "target_modules"),
                        adapterRank) + model.hiddenSize()
                : parameters;
    }

    private static long adapter(LlamaConfig model, Set<Projection> targets, int r) {
        long perLayer = targets.stream()
                .mapToLong(target -> (long) r * (target.inFeatures(model) + target.outFeatures(model))).sum();
        return perLayer * model.numHiddenLayers();
    }

    private static long matrices(LlamaConfig model) {
        long perLayer = 0;
        for (Projection projection : Projection.values()) {
            perLayer += (long) projection.inFeatures(model) * projection.outFeatures(model);
        }
        return perLayer * model.numHiddenLayers() + model.hiddenSize();
    }

    /** What a layer keeps (residual stream twice, q, k, v, attention's result, gate, up), and what its backward needs on the way. */
    private static long bytesPerToken(LlamaConfig model, boolean bf16, boolean checkpointing) {
        long hidden = model.hiddenSize();
        long attention = (long) model.numAttentionHeads() * model.headDim();
        long keys = (long) model.numKeyValueHeads() * model.headDim();
        long feedForward = model.intermediateSize();
        int element = bf16 ? BFLOAT : FLOAT;
        long layer = 2 * FLOAT * hidden + element * (2 * attention + 2 * keys + 2 * feedForward);
        long backward = FLOAT * (5 * feedForward + 6 * hidden + 3 * attention + 4 * keys);
        long layers = model.numHiddenLayers();
        return backward + (checkpointing ? layers * FLOAT * hidden + layer : layers * layer);
    }
}
