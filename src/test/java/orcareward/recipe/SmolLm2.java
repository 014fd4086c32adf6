package orcareward.recipe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.RopeScaling;

/** The sizes of SmolLM2-135M. */
final class SmolLm2 {
    static final LlamaConfig CONFIG = new LlamaConfig(576, 1536, 30, 9, 3, 64, 49_152, 2048, 1e-5, 10_000,
            new RopeScaling.None(), false, false, true, 0.02, 2, 1, 2, LlamaConfig.Head.CAUSAL_LM,
            JsonNodeFactory.instance.objectNode());

    private SmolLm2() {
    }
}
