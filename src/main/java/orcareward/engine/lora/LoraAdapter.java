package orcareward.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orcareward.engine.model.DenseLinear;
import orcareward.engine.model.ParameterSource;
import orcareward.engine.model.Projection;
import orcareward.engine.model.RewardModel;
import orcareward.engine.model.TensorSpec;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;

/** The low-rank updates of a model, attached to chosen projections of every layer. */
public final class LoraAdapter {
    private final List<Update> updates;

    private LoraAdapter(List<Update> updates) {
        this.updates = List.copyOf(updates);
    }

    /** One projection's pair of matrices: A [r, in], B [out, r]. */
    private record Update(DenseLinear base, Parameter a, Parameter b, double scale) {
    }

    /**
     * Puts an update beside each target in each layer.
     *
     * @param weights A and B under PEFT's names; {@link #fresh} for new ones
     * @param scale alpha / r, or alpha / sqrt(r)
     * @param dropout on the update's input in training
     */
    public static LoraAdapter attach(Kernels kernels, RewardModel model, Set<Projection> targets, int r, double scale,
            double dropout, ParameterSource weights) {
        List<Update> updates = new ArrayList<>();
        for (int layer = 0; layer < model.config().numHiddenLayers(); layer++) {
            for (Projection target : targets) {
                Parameter a = weights.parameter(AdapterTensorNames.loraA(model.config(), layer, target, r));
                Parameter b = weights.parameter(AdapterTensorNames.loraB(model.config(), layer, target, r));
                long id = updates.size();
                model.wrap(layer, target, base -> {
                    if (!(base instanceof DenseLinear dense)) {
                        throw new IllegalStateException(target + " has an adapter already");
                    }
                    updates.add(new Update(dense, a, b, scale));
                    return new LoraLinear(kernels, base, a, b, scale, dropout, id);
                });
            }
        }
        return new LoraAdapter(updates);
    }

    /**
     * New matrices as peft makes them: A Kaiming-uniform with a = sqrt(5), that is uniform within 1 / sqrt(in); B zero, so that the
     * model begins as it was.
     */
    public static ParameterSource fresh(Kernels kernels, NDManager manager, long seed) {
        return new ParameterSource() {
            private long made;

            @Override
            public Parameter parameter(TensorSpec spec) {
                long rows = spec.shape().get(0);
                long columns = spec.shape().get(1);
                double bound = spec.name().endsWith("lora_A.weight") ? 1 / Math.sqrt(columns) : 0;
                NDArray value = kernels.tensor(manager, "uniform", rows, columns, bound, seed + made++);
                return new Parameter(spec.name(), value.toDevice(manager.getDevice(), false), true, kernels);
            }
        };
    }

    /** A and B of every target, trainable, in the order of attachment. */
    public List<Parameter> parameters() {
        return updates.stream().flatMap(update -> List.of(update.a(), update.b()).stream()).toList();
    }

    /** Adds every update to its base weight: base + scale B A. What remains attached would add it twice: drop the model after. */
    public void mergeInto(Kernels kernels) {
        for (Update update : updates) {
            Parameter weight = update.base().weight();
            try (NDManager scope = weight.manager().newSubManager()) {
                NDArray merged = kernels.tensor(scope, "lora_merge", weight.value(), update.a().value(),
                        update.b().value(),
                        update.scale());
                kernels.call("copy_to", weight.value(), merged);
            }
            weight.valueChanged();
        }
    }
}
