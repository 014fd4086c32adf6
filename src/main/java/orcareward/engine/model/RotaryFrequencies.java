package orcareward.engine.model;

/**
 * Inverse frequencies of the rotary embedding, in float32 and in the order of operations of transformers'
 * {@code modeling_rope_utils}: an angle at position 8000 shows every bit of them.
 */
final class RotaryFrequencies {
    private RotaryFrequencies() {
    }

    /** One per pair of dimensions: [headDim / 2]. */
    static float[] inverse(double theta, int headDim, RopeScaling scaling) {
        float[] inverse = new float[headDim / 2];
        for (int i = 0; i < inverse.length; i++) {
            float exponent = (float) (2 * i) / (float) headDim;
            inverse[i] = 1f / (float) Math.pow((float) theta, exponent);
        }
        return switch (scaling) {
            case RopeScaling.None none -> inverse;
            case RopeScaling.Linear linear -> divided(inverse, (float) linear.factor());
            case RopeScaling.Llama3 llama3 -> llama3(inverse, llama3);
        };
    }

    private static float[] divided(float[] inverse, float factor) {
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] /= factor;
        }
        return inverse;
    }

    /** {@code _compute_llama3_parameters}; torch takes {@code a / tensor} as the reciprocal times {@code a}. */
    private static float[] llama3(float[] inverse, RopeScaling.Llama3 scaling) {
        int context = scaling.originalMaxPositionEmbeddings();
        float factor = (float) scaling.factor();
        float low = (float) scaling.lowFreqFactor();
        float between = (float) (scaling.highFreqFactor() - scaling.lowFreqFactor());
        float longest = (float) (context / scaling.lowFreqFactor());
        float shortest = (float) (context / scaling.highFreqFactor());
        for (int i = 0; i < inverse.length; i++) {
            float wavelength = (1f / inverse[i]) * (float) (2 * Math.PI);
            if (wavelength > longest) {
                inverse[i] /= factor;
            } else if (wavelength >= shortest) {
                float smooth = ((1f / wavelength) * context - low) / between;
                inverse[i] = (1f - smooth) * inverse[i] / factor + smooth * inverse[i];
            }
        }
        return inverse;
    }
}
