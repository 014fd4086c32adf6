package orcareward.engine.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import orcareward.engine.model.Linear;
import orcareward.engine.model.Pass;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;

/** A projection with a low-rank update beside it: y = base(x) + scale * dropout(x) A' B', arXiv 2106.09685. */
final class LoraLinear implements Linear {
    private final Kernels kernels;
    private final Linear base;
    private final Parameter a;
    private final Parameter b;
    private final double scale;
    private final double dropout;
    private final long id;

    /**
     * Puts the update beside {@code base}.
     *
     * @param a [r, in]
     * @param b [out, r]
     * @param id tells this projection's dropout from the others'
     */
    LoraLinear(Kernels kernels, Linear base, Parameter a, Parameter b, double scale, double dropout, long id) {
        this.kernels = kernels;
        this.base = base;
        this.a = a;
        this.b = b;
        this.scale = scale;
        this.dropout = dropout;
        this.id = id;
    }

    @Override
    public NDArray forward(NDManager scope, NDArray x, Pass pass) {
        try (NDArray y = base.forward(scope, x, pass)) {
            return kernels.tensor(scope, "lora", y, x, a.working(pass.precision()), b.working(pass.precision()), scale,
                    dropout(pass), seed(pass), pass.productType());
        }
    }

    @Override
    public NDArray backward(NDManager scope, NDArray dy, NDArray x, Pass pass) {
        NDArray dx = base.backward(scope, dy, x, pass);
        NDArray[] grads = kernels.tensors(scope, "lora_backward", dx, dy, x, a.working(pass.precision()),
                b.working(pass.precision()), scale, dropout(pass), seed(pass), pass.productType());
        a.addGradient(grads[0]);
        b.addGradient(grads[1]);
        return dx;
    }

    private double dropout(Pass pass) {
        return pass.training() ? dropout : 0;
    }

    /** A seed of its own for each projection, by SplitMix64's finalizer so that neighbouring ids share nothing. */
    private long seed(Pass pass) {
        long z = pass.dropoutSeed() + (id + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(base.parameters());
        all.add(a);
        all.add(b);
        return all;
    }
}
