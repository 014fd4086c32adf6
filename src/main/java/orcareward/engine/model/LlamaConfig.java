package orcareward.engine.model;

import org.jspecify.annotations.Nullable;

public record LlamaConfig(int vocabSize, int hiddenSize, int intermediateSize, int numHiddenLayers, int numAttentionHeads, int numKeyValueHeads,
        int headDim, double rmsNormEps, boolean attentionBias, boolean mlpBias, @Nullable Integer padTokenId) {
    public float[] inverseFrequencies() {
        float[] f = new float[headDim / 2];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) (1 / Math.pow(100000, 2.0 * i / headDim));
        }
        return f;
    }

    public long[] projectionShape(Projection p) {
        long q = (long) numAttentionHeads * headDim;
        long kv = (long) numKeyValueHeads * headDim;
        return switch (p) {
            case Q_PROJ -> new long[]{q, hiddenSize};
            case K_PROJ, V_PROJ -> new long[]{kv, hiddenSize};
            case O_PROJ -> new long[]{hiddenSize, q};
            case GATE_PROJ, UP_PROJ -> new long[]{intermediateSize, hiddenSize};
            case DOWN_PROJ -> new long[]{hiddenSize, intermediateSize};
        };
    }

    public boolean hasBias(Projection p) {
        return switch (p) {
            case Q_PROJ, K_PROJ, V_PROJ, O_PROJ -> attentionBias;
            case GATE_PROJ, UP_PROJ, DOWN_PROJ -> mlpBias;
        };
    }
}
