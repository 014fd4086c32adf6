package orcareward.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One weight of a model under its Hugging Face name: the float32 master, its copy in the precision of the arithmetic, and its
 * gradient while an update is being made.
 */
public final class Parameter {
    private final String name;
    private final NDArray value;
    private final boolean trainable;
    private final Kernels kernels;
    private @Nullable NDArray working;
    private boolean workingIsStale;
    private @Nullable NDArray gradient;
    private boolean hasGradient;

    /** Takes over a float32 tensor; {@code trainable} says whether gradients are collected. */
    public Parameter(String name, NDArray value, boolean trainable, Kernels kernels) {
        this.name = name;
        this.value = value;
        this.trainable = trainable;
        this.kernels = kernels;
    }

    /** {@code model.layers.0.self_attn.q_proj.weight}. */
    public String name() {
        return name;
    }

    /** The float32 master. */
    public NDArray value() {
        return value;
    }

    /** Whether training changes it. */
    public boolean trainable() {
        return trainable;
    }

    /** The weight as kernels multiply with it; cast once and kept until {@link #valueChanged}. */
    public NDArray working(Precision precision) {
        if (precision == Precision.FP32) {
            return value;
        }
        NDArray copy = working;
        if (copy == null) {
            copy = kernels.tensor(value.getManager(), "cast", value, precision.scalarType());
            working = copy;
        } else if (workingIsStale) {
            kernels.call("copy_to", copy, value);
        }
        workingIsStale = false;
        return copy;
    }

    /** To be called after an optimizer step: the working copy is cast anew, in place, when next needed. */
    public void valueChanged() {
        workingIsStale = true;
    }

    /**
     * Makes room for the gradient, which then stays: asked for in the middle of a backward pass, it would lie between tensors that
     * come and go, and keep their memory from being used again.
     */
    public void reserveGradient() {
        if (gradient == null) {
            gradient = kernels.tensor(value.getManager(), "zeros_like", value);
        }
    }

    private NDArray room() {
        reserveGradient();
        return Objects.requireNonNull(gradient);
    }

    /** Adds dy' x to the gradient of a weight [out, in]; does nothing when frozen. */
    public void addWeightGradient(NDArray dy, NDArray x, Precision precision) {
        if (trainable) {
            kernels.call("weight_grad_to", room(), dy, x, hasGradient, precision.productType());
            hasGradient = true;
        }
    }

    /** Adds a float32 gradient that a kernel has made; does nothing when frozen. */
    public void addGradient(NDArray grad) {
        if (trainable) {
            kernels.call(hasGradient ? "add_to" : "copy_to", room(), grad);
            hasGradient = true;
        }
    }

    /** The gradient of a table of rows, to be added to in place: zeros at first. Must not be asked for when frozen. */
    public NDArray gradientOfRows() {
        if (!hasGradient) {
            kernels.call("clear", room());
            hasGradient = true;
        }
        return room();
    }

    /** The gradient collected so far, or null. */
    public @Nullable NDArray gradient() {
        return hasGradient ? gradient : null;
    }

    /** Forgets the gradient. */
    public void clearGradient() {
        hasGradient = false;
    }

    /** Numbers in it. */
    public long size() {
        return value.size();
    }

    /** The manager that holds master, working copy and gradient. */
    public NDManager manager() {
        return value.getManager();
    }
}
