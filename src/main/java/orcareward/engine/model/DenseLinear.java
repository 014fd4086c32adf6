package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/** A weight [out, in] and perhaps a bias [out]. */
public final class DenseLinear implements Linear {
    private final Kernels kernels;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** Takes its parameters. */
    public DenseLinear(Kernels kernels, Parameter weight, @Nullable Parameter bias) {
        this.kernels = kernels;
        this.weight = weight;
        this.bias = bias;
    }

    @Override
    public NDArray forward(NDManager scope, NDArray x, Pass pass) {
        NDArray w = weight.working(pass.precision());
        return bias == null
                ? kernels.tensor(scope, "linear", x, w, pass.productType())
                : kernels.tensor(scope, "linear_bias", x, w, bias.working(pass.precision()), pass.productType());
    }

    @Override
    public NDArray backward(NDManager scope, NDArray dy, NDArray x, Pass pass) {
        weight.addWeightGradient(dy, x, pass.precision());
        if (bias != null && bias.trainable()) {
            bias.addGradient(kernels.tensor(scope, "bias_grad", dy));
        }
        return kernels.tensor(scope, "linear_input_grad", dy, weight.working(pass.precision()),
                pass.productType());
    }

    @Override
    public List<Parameter> parameters() {
        return bias == null ? List.of(weight) : List.of(weight, bias);
    }

    /** The weight [out, in]. */
    public Parameter weight() {
        return weight;
    }
}
