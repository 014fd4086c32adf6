package orcareward.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
    private @Nullable NDArray gradient;

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
        if (working == null) {
            working = kernels.tensor(value.getManager(), "cast", value, precision.scalarType());
        }
        return working;
    }

    /** To be called after an optimizer step: the working copy is made anew when next needed. */
    public void valueChanged() {
        if (working != null) {
            working.close();
            working = null;
        }
    }

    /** Adds dy' x to the gradient of a weight [out, in]; does nothing when frozen. */
    public void addWeightGradient(NDArray dy, NDArray x, Precision precision) {
        if (!trainable) {
            return;
        }
        if (gradient == null) {
            gradient = kernels.tensor(value.getManager(), "weight_grad", dy, x, precision.productType());
        } else {
            kernels.call("weight_grad_to", gradient, dy, x, precision.productType());
        }
    }

    /** Adds a float32 gradient that a kernel has made in {@code scope}; does nothing when frozen. */
    public void addGradient(NDArray grad) {
        if (!trainable) {
            return;
        }
        if (gradient == null) {
            grad.attach(value.getManager());
            gradient = grad;
        } else {
            kernels.call("add_to", gradient, grad);
            grad.close();
        }
    }

    /** The gradient collected so far, or null. */
    public @Nullable NDArray gradient() {
        return gradient;
    }

    /** Forgets the gradient. */
    public void clearGradient() {
        if (gradient != null) {
            gradient.close();
            gradient = null;
        }
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
