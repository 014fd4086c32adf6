package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import orcareward.engine.tensor.Kernels;

/** Grouped-query attention with rotary positions over the segments of a packed batch; without its projections. */
final class Attention {
    private final Kernels kernels;
    private final int heads;
    private final int keyValueHeads;
    private final double scale;
    private final NDArray mask;
    private final NDArray maskBf16;

    Attention(Kernels kernels, LlamaConfig config, NDArray mask, NDArray maskBf16) {
        this.kernels = kernels;
        this.heads = config.numAttentionHeads();
        this.keyValueHeads = config.numKeyValueHeads();
        this.scale = 1 / Math.sqrt(config.headDim());
        this.mask = mask;
        this.maskBf16 = maskBf16;
    }

    /**
     * What backward needs.
     *
     * @param q rotated and scaled [nh, M, D]
     * @param k rotated [kv, N, D]
     * @param v [kv, N, D]
     * @param out [M, nh * D]
     * @param probabilities of each job
     */
    record Attend(NDArray q, NDArray k, NDArray v, NDArray out, NDArray[] probabilities) {
    }

    /** Gradients [M, nh * D], [N, kv * D], [N, kv * D] in the pass's precision. */
    record Gradients(NDArray dq, NDArray dk, NDArray dv) {
    }

    Attend forward(NDManager scope, NDArray queries, NDArray keys, NDArray values, BatchTensors.Attended at,
            Pass pass) {
        int dt = pass.scalarType();
        NDArray q = kernels.tensor(scope, "rotate", queries, at.cos(), at.sin(), heads, scale, dt); // [nh, M, D]
        NDArray k = kernels.tensor(scope, "rotate", keys, at.keyCos(), at.keySin(), keyValueHeads, 1.0, dt); // [kv, N, D]
        NDArray v = kernels.tensor(scope, "heads_first", values, keyValueHeads); // [kv, N, D]
        NDArray causal = dt == 6 ? mask : maskBf16;
        NDArray[] out = kernels.tensors(scope, "attention", q, k, v, at.jobs(), causal);
        return new Attend(q, k, v, out[0], Arrays.copyOfRange(out, 1, out.length));
    }

    Gradients backward(NDManager scope, NDArray dout, Attend kept, BatchTensors.Attended at, Pass pass) {
        int dt = pass.scalarType();
        NDArray[] d = kernels.tensors(scope, "attention_backward", dout, kept.q(), kept.k(), kept.v(),
                Kernels.list(kept.probabilities()), at.jobs());
        NDArray dq = kernels.tensor(scope, "rotate_back", d[0], at.cos(), at.sin(), scale, dt); // [M, nh * D]
        NDArray dk = kernels.tensor(scope, "rotate_back", d[1], at.keyCos(), at.keySin(), 1.0, dt); // [N, kv * D]
        NDArray dv = kernels.tensor(scope, "heads_last", d[2], dt); // [N, kv * D]
        return new Gradients(dq, dk, dv);
    }
}
