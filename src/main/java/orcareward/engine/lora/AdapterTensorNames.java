package orcareward.engine.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.Projection;
import orcareward.engine.model.TensorSpec;

/** What peft calls the tensors of a reward model's adapter; the names that it uses in memory are read as well. */
public final class AdapterTensorNames {
    private static final String PREFIX = "base_model.model.";

    private AdapterTensorNames() {
    }

    /** The matrix that narrows: [r, in]. */
    public static TensorSpec loraA(LlamaConfig config, int layer, Projection projection, int r) {
        return lora(layer, projection, "lora_A", r, projection.inFeatures(config));
    }

    /** The matrix that widens, zero at first: [out, r]. */
    public static TensorSpec loraB(LlamaConfig config, int layer, Projection projection, int r) {
        return lora(layer, projection, "lora_B", projection.outFeatures(config), r);
    }

    /** The reward head: [1, hidden]. */
    public static TensorSpec score(LlamaConfig config) {
        return new TensorSpec(PREFIX + "score.weight", List.of(1L, (long) config.hiddenSize()),
                List.of(PREFIX + "score.modules_to_save.default.weight", PREFIX + "score.modules_to_save.weight"));
    }

    /** The whole adapter: A and B of every target, layer by layer, then the head where it is saved. */
    public static List<TensorSpec> all(LlamaConfig config, Set<Projection> targets, int r, boolean withScore) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
            for (Projection projection : Projection.values()) {
                if (targets.contains(projection)) {
                    specs.add(loraA(config, layer, projection, r));
                    specs.add(loraB(config, layer, projection, r));
                }
            }
        }
        if (withScore) {
            specs.add(score(config));
        }
        return specs;
    }

    private static TensorSpec lora(int layer, Projection projection, String part, long rows, long columns) {
        String name = PREFIX + projection.moduleName(layer) + "." + part;
        return new TensorSpec(name + ".weight", List.of(rows, columns), List.of(name + ".default.weight"));
    }
}
