package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;

/** Root-mean-square norm of the residual stream, arXiv 1910.07467. */
final class RmsNorm {
    private final Kernels kernels;
    private final Parameter weight;
    private final double eps;

    RmsNorm(Kernels kernels, Parameter weight, double eps) {
        this.kernels = kernels;
        this.weight = weight;
        this.eps = eps;
    }

    /** x [N, H] in the pass's precision, and 1 / rms [N, 1]; backward needs the latter. */
    record Normed(NDArray x, NDArray inverseRms) {
    }

    /** x again, cheaper than to keep it. */
    NDArray again(NDManager scope, NDArray h, NDArray inverseRms, Pass pass) {
        return kernels.tensor(scope, "normed", h, inverseRms, weight.value(), pass.scalarType());
    }

    Normed forward(NDManager scope, NDArray h, Pass pass) {
        NDArray[] out = kernels.tensors(scope, "rms_norm", h, weight.value(), eps, pass.scalarType());
        return new Normed(out[0], out[1]);
    }

    /** Adds to dh [N, H] what comes through the norm from dx [N, H]; collects the weight's gradient. */
    void backward(NDManager scope, NDArray dh, NDArray dx, NDArray h, NDArray inverseRms) {
        weight.addGradient(
                kernels.tensor(scope, "rms_norm_backward", dh, dx, h, inverseRms, weight.value()));
    }

    Parameter weight() {
        return weight;
    }
}
