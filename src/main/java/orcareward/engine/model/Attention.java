package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Precision;
import org.jspecify.annotations.Nullable;

/** Grouped-query attention with rotary positions over the segments of a packed batch; without its projections. */
final class Attention {
    private final Kernels kernels;
    private final int heads;
    private final int keyValueHeads;
    private final int headDim;
    private final double scale;
    private final boolean cuda;
    private final NDArray mask;
    private final NDArray maskBf16;

    Attention(Kernels kernels, LlamaConfig config, NDManager manager) {
        this.kernels = kernels;
        this.heads = config.numAttentionHeads();
        this.keyValueHeads = config.numKeyValueHeads();
        this.headDim = config.headDim();
        this.scale = 1 / Math.sqrt(config.headDim());
        this.cuda = manager.getDevice().isGpu();
        NDArray like = manager.create(0f);
        this.mask = kernels.tensor(manager, "causal_mask", AttentionJobs.MAX_QUERIES, like,
                Precision.FP32.scalarType());
        this.maskBf16 = kernels.tensor(manager, "cast", mask, Precision.BF16.scalarType());
    }

    /**
     * What backward needs.
     *
     * @param q rotated and scaled [nh, M, D]
     * @param k rotated [kv, N, D]
     * @param v [kv, N, D]
     * @param out [M, nh * D]
     * @param logSumExp of the scores [nh, M] on the fused path, else null
     */
    record Attend(NDArray q, NDArray k, NDArray v, NDArray out, @Nullable NDArray logSumExp) {
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
        if (AttentionPath.of(cuda, pass.precision(), headDim) == AttentionPath.FUSED) {
            NDArray[] out = kernels.tensors(scope, "flash_attention", q, k, v, at.segments(), cuda);
            return new Attend(q, k, v, out[0], out[1]);
        }
        NDArray out = kernels.tensor(scope, "attention", q, k, v, at.jobs(), mask(pass), pass.productType());
        return new Attend(q, k, v, out, null);
    }

    private NDArray mask(Pass pass) {
        return pass.productType() == Precision.BF16.productType() ? maskBf16 : mask;
    }

    Gradients backward(NDManager scope, NDArray dout, Attend kept, BatchTensors.Attended at, Pass pass) {
        int dt = pass.scalarType();
        NDArray lse = kept.logSumExp();
        NDArray[] d = lse != null
                ? kernels.tensors(scope, "flash_attention_backward", dout, kept.q(), kept.k(), kept.v(), kept.out(),
                        lse,
                        at.segments(), cuda)
                : kernels.tensors(scope, "attention_backward", dout, kept.q(), kept.k(), kept.v(), at.jobs(),
                        mask(pass), pass.productType());
        NDArray dq = kernels.tensor(scope, "rotate_back", d[0], at.cos(), at.sin(), scale, dt); // [M, nh * D]
        NDArray dk = kernels.tensor(scope, "rotate_back", d[1], at.keyCos(), at.keySin(), 1.0, dt); // [N, kv * D]
        NDArray dv = kernels.tensor(scope, "heads_last", d[2], dt); // [N, kv * D]
        return new Gradients(dq, dk, dv);
    }
}
