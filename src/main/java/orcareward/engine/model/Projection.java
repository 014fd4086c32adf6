package orcareward.engine.model;

import java.util.Locale;

/** The seven projections of a decoder layer, in Hugging Face's names. */
public enum Projection {
    /** Queries [nh * D, H]. */
    Q_PROJ("self_attn"),
    /** Keys [kv * D, H]. */
    K_PROJ("self_attn"),
    /** Values [kv * D, H]. */
    V_PROJ("self_attn"),
    /** Attention output [H, nh * D]. */
    O_PROJ("self_attn"),
    /** SwiGLU's gate [F, H]. */
    GATE_PROJ("mlp"),
    /** SwiGLU's other factor [F, H]. */
    UP_PROJ("mlp"),
    /** Back to the residual stream [H, F]. */
    DOWN_PROJ("mlp");

    private final String block;

    Projection(String block) {
        this.block = block;
    }

    /** {@code q_proj}. */
    public String moduleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code model.layers.3.self_attn.q_proj}. */
    public String path(int layer) {
        return "model.layers." + layer + "." + block + "." + moduleName();
    }
}
