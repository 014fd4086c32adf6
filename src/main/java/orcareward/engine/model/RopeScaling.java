package orcareward.engine.model;

/** How rotary frequencies are stretched for contexts longer than the ones first trained on. */
public sealed interface RopeScaling {
    /** Not at all. */
    record None() implements RopeScaling {
    }

    /**
     * Every frequency divided by the same number.
     *
     * @param factor by how much
     */
    record Linear(double factor) implements RopeScaling {
    }

    /**
     * Low frequencies divided, high ones kept, blended between, as Llama 3.1 does.
     *
     * @param factor what low frequencies are divided by
     * @param lowFreqFactor wavelengths above {@code originalMaxPositionEmbeddings / lowFreqFactor} count as low
     * @param highFreqFactor wavelengths below {@code originalMaxPositionEmbeddings / highFreqFactor} count as high
     * @param originalMaxPositionEmbeddings the context first trained on, in tokens
     */
    record Llama3(double factor, double lowFreqFactor, double highFreqFactor, int originalMaxPositionEmbeddings)
            implements
                RopeScaling {
    }
}
