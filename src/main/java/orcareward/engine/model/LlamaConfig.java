package orcareward.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Llama's sizes and settings, from {@code config.json}; absent fields have the defaults of transformers' LlamaConfig.
 *
 * @param hiddenSize width of the hidden states
 * @param intermediateSize width inside the feed-forward block
 * @param numHiddenLayers decoder layers
 * @param numAttentionHeads query heads
 * @param numKeyValueHeads key and value heads, a divisor of the query heads
 * @param headDim width of one head
 * @param vocabSize rows of the embedding
 * @param maxPositionEmbeddings the longest sequence it was made for, in tokens
 * @param rmsNormEps added to the mean square in the norms
 * @param ropeTheta base of the rotary wavelengths
 * @param ropeScaling how these are stretched
 * @param attentionBias whether q, k, v and o have biases
 * @param mlpBias whether gate, up and down have biases
 * @param tieWordEmbeddings whether the language model's output matrix is the embedding; nothing to a reward model
 * @param initializerRange standard deviation of fresh weights, such as a new head's
 * @param padTokenId padding, or null
 * @param bosTokenId begin of text, or null
 * @param eosTokenId end of text, or null; the first where several are given
 * @param head which head the file of weights has
 * @param json the whole of config.json, so that fields unknown here survive in what is written
 */
public record LlamaConfig(int hiddenSize, int intermediateSize, int numHiddenLayers, int numAttentionHeads,
        int numKeyValueHeads, int headDim, int vocabSize, int maxPositionEmbeddings, double rmsNormEps,
        double ropeTheta, RopeScaling ropeScaling, boolean attentionBias, boolean mlpBias, boolean tieWordEmbeddings,
        double initializerRange, @Nullable Integer padTokenId, @Nullable Integer bosTokenId,
        @Nullable Integer eosTokenId, Head head, ObjectNode json) {
    /** What sits on top of the decoder in the file. */
    public enum Head {
        /** A language model or a bare decoder: a reward head has to be made. */
        CAUSAL_LM,
        /** A reward head, {@code score.weight}. */
        SEQUENCE_CLASSIFICATION
    }

    /** Keeps a tree of its own. */
    public LlamaConfig {
        json = json.deepCopy();
    }

    /**
     * Reads {@code config.json} in a model's folder.
     *
     * @throws orcareward.problem.ProblemException when it is missing or broken, or asks for what isn't supported; names
     *         every such field
     */
    public static LlamaConfig read(Path folder) throws IOException {
        return LlamaConfigReader.read(folder.resolve("config.json"));
    }

    /** The same with another number of layers. */
    public LlamaConfig withLayers(int layers) {
        return new LlamaConfig(hiddenSize, intermediateSize, layers, numAttentionHeads, numKeyValueHeads, headDim,
                vocabSize, maxPositionEmbeddings, rmsNormEps, ropeTheta, ropeScaling, attentionBias, mlpBias,
                tieWordEmbeddings, initializerRange, padTokenId, bosTokenId, eosTokenId, head, json);
    }

    /** A copy of the tree. */
    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Rotary inverse frequencies in float32 as transformers computes them: [headDim / 2]. */
    public float[] inverseFrequencies() {
        return RotaryFrequencies.inverse(ropeTheta, headDim, ropeScaling);
    }

    /** Parameters of the reward model: decoder and head. */
    public long parameterCount() {
        return LlamaTensorNames.rewardModel(this).stream().mapToLong(TensorSpec::elements).sum();
    }
}
