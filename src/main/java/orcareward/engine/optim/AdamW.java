package orcareward.engine.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import orcareward.config.TrainingConfig;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;

/**
 * AdamW with decoupled weight decay (arXiv 1711.05101) after clipping by the global norm, as torch computes both. Norms and biases
 * don't decay, as in transformers' {@code get_decay_parameter_names}.
 */
public final class AdamW implements AutoCloseable {
    private final Kernels kernels;
    private final NDManager manager;
    private final TrainingConfig settings;
    private final List<Slot> slots = new ArrayList<>();

    /**
     * One parameter with its state.
     *
     * @param expAvg running mean of the gradient
     * @param expAvgSq running mean of its square
     * @param step updates done, as a 0-dimensional float32 tensor, since torch's fused kernel counts on the device
     */
    public record Slot(Parameter parameter, NDArray expAvg, NDArray expAvgSq, NDArray step) {
    }

    /** State of zeros for each parameter, and room for its gradient. */
    public AdamW(Kernels kernels, NDManager manager, List<Parameter> parameters, TrainingConfig settings) {
        this.kernels = kernels;
        this.manager = manager.newSubManager();
        this.settings = settings;
        for (Parameter parameter : parameters) {
            parameter.reserveGradient();
            slots.add(new Slot(parameter, zeros(parameter), zeros(parameter), this.manager.zeros(new Shape())));
        }
    }

    private NDArray zeros(Parameter parameter) {
        return kernels.tensor(manager, "zeros_like", parameter.value());
    }

    /**
     * One update with the gradients collected, which it forgets. When their norm is no finite number, weights and state stay as they are.
     *
     * @return the gradient norm before clipping
     */
    public double step(double learningRate) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray norm = kernels.tensor(scope, "grad_norm",
                    Kernels.list(slots.stream().map(AdamW::gradient).toList()));
            double value = norm.getFloat(); // waits for the device: an update can't be taken back
            if (!Double.isFinite(value)) {
                skip();
                return value;
            }
            update(slots.stream().filter(slot -> decays(slot.parameter())).toList(), norm, learningRate,
                    settings.weightDecay());
            update(slots.stream().filter(slot -> !decays(slot.parameter())).toList(), norm, learningRate, 0);
            for (Slot slot : slots) {
                slot.parameter().clearGradient();
                slot.parameter().valueChanged();
            }
            return value;
        }
    }

    /** Forgets the gradients collected; weights and state stay as they are. */
    public void skip() {
        slots.forEach(slot -> slot.parameter().clearGradient());
    }

    private void update(List<Slot> group, NDArray norm, double learningRate, double weightDecay) {
        if (group.isEmpty()) {
            return;
        }
        kernels.call("adamw", Kernels.list(group.stream().map(slot -> slot.parameter().value()).toList()),
                Kernels.list(group.stream().map(AdamW::gradient).toList()),
                Kernels.list(group.stream().map(Slot::expAvg).toList()),
                Kernels.list(group.stream().map(Slot::expAvgSq).toList()),
                Kernels.list(group.stream().map(Slot::step).toList()), norm,
                settings.maxGradNorm(), learningRate, weightDecay, settings.adamBeta1(), settings.adamBeta2(),
                settings.adamEpsilon());
    }

    private static NDArray gradient(Slot slot) {
        NDArray gradient = slot.parameter().gradient();
        if (gradient == null) {
            throw new IllegalStateException("no gradient for " + slot.parameter().name());
        }
        return gradient;
    }

    private static boolean decays(Parameter parameter) {
        return !parameter.name().endsWith(".bias") && !parameter.name().contains("norm");
    }

    /** Parameters with their state, for checkpoints. */
    public List<Slot> slots() {
        return slots;
    }

    @Override
    public void close() {
        manager.close();
    }
}
