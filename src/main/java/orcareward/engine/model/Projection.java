package orcareward.engine.model;

/** The seven linear layers of a decoder layer, in the order in which they are used. */
public enum Projection {
    /** Hidden states to queries. */
    Q_PROJ("self_attn", "q_proj"),
    /** Hidden states to keys. */
    K_PROJ("self_attn", "k_proj"),
    /** Hidden states to values. */
    V_PROJ("self_attn", "v_proj"),
    /** Attention's result back to hidden states. */
    O_PROJ("self_attn", "o_proj"),
    /** Hidden states to the gate of the feed-forward block. */
    GATE_PROJ("mlp", "gate_proj"),
    /** Hidden states to what is gated. */
    UP_PROJ("mlp", "up_proj"),
    /** The feed-forward block's result back to hidden states. */
    DOWN_PROJ("mlp", "down_proj");

    private final String block;
    private final String shortName;

    Projection(String block, String shortName) {
        this.block = block;
        this.shortName = shortName;
    }

    /** {@code q_proj}, as in PEFT's {@code target_modules}. */
    public String shortName() {
        return shortName;
    }

    /** {@code model.layers.0.self_attn.q_proj}: the layer's name in transformers. */
    public String moduleName(int layer) {
        return "model.layers." + layer + "." + block + "." + shortName;
    }

    /** Width of what goes in. */
    public int inFeatures(LlamaConfig config) {
        return switch (this) {
            case O_PROJ -> config.numAttentionHeads() * config.headDim();
            case DOWN_PROJ -> config.intermediateSize();
            case Q_PROJ, K_PROJ, V_PROJ, GATE_PROJ, UP_PROJ -> config.hiddenSize();
        };
    }

    /** Width of what comes out. */
    public int outFeatures(LlamaConfig config) {
        return switch (this) {
            case Q_PROJ -> config.numAttentionHeads() * config.headDim();
            case K_PROJ, V_PROJ -> config.numKeyValueHeads() * config.headDim();
            case GATE_PROJ, UP_PROJ -> config.intermediateSize();
            case O_PROJ, DOWN_PROJ -> config.hiddenSize();
        };
    }

    /** Whether it has a bias. */
    public boolean hasBias(LlamaConfig config) {
        return switch (this) {
            case Q_PROJ, K_PROJ, V_PROJ, O_PROJ -> config.attentionBias();
            case GATE_PROJ, UP_PROJ, DOWN_PROJ -> config.mlpBias();
        };
    }
}
