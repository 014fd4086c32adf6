package orcareward.engine.model;

import static orcareward.engine.model.Projection.DOWN_PROJ;
import static orcareward.engine.model.Projection.GATE_PROJ;
import static orcareward.engine.model.Projection.K_PROJ;
import static orcareward.engine.model.Projection.O_PROJ;
import static orcareward.engine.model.Projection.Q_PROJ;
import static orcareward.engine.model.Projection.UP_PROJ;
import static orcareward.engine.model.Projection.V_PROJ;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;

/**
 * One Llama decoder layer, forward and backward. Shapes: N tokens, M queries (all tokens; in the last layer only the scored
 * ones), H hidden, F feed-forward.
 */
final class DecoderLayer {
    private final Kernels kernels;
    private final RmsNorm inputNorm;
    private final RmsNorm postAttentionNorm;
    private final Attention attention;
    private final Map<Projection, Linear> projections;

    DecoderLayer(Kernels kernels, RmsNorm inputNorm, RmsNorm postAttentionNorm, Attention attention,
            Map<Projection, Linear> projections) {
        this.kernels = kernels;
        this.inputNorm = inputNorm;
        this.postAttentionNorm = postAttentionNorm;
        this.attention = attention;
        this.projections = new EnumMap<>(projections);
    }

    /**
     * What a forward pass keeps for backward; all in one scope, which is closed when it has been used.
     *
     * @param h the layer's input [N, H]
     * @param r1 1 / rms of it [N, 1]
     * @param middle the residual stream after attention [M, H]
     * @param r2 1 / rms of it [M, 1]
     * @param out the layer's output [M, H]
     */
    record Trace(NDManager scope, NDArray h, NDArray r1, Attention.Attend attend, NDArray middle, NDArray r2,
            NDArray gate, NDArray up, NDArray out) {
    }

    /** h [N, H] to the trace whose {@code out} is [M, H]. */
    Trace forward(NDManager scope, NDArray h, BatchTensors.Attended at, Pass pass) {
        RmsNorm.Normed x1 = inputNorm.forward(scope, h, pass); // [N, H]
        NDArray xq = rows(scope, x1.x(), at); // [M, H]
        NDArray q = get(Q_PROJ).forward(scope, xq, pass); // [M, nh * D]
        NDArray k = get(K_PROJ).forward(scope, x1.x(), pass); // [N, kv * D]
        NDArray v = get(V_PROJ).forward(scope, x1.x(), pass); // [N, kv * D]
        Attention.Attend attend = attention.forward(scope, q, k, v, at, pass);
        close(q, k, v, xq, x1.x());
        NDArray o = get(O_PROJ).forward(scope, attend.out(), pass); // [M, H]
        NDArray middle = kernels.tensor(scope, "add", rows(scope, h, at), o); // [M, H]
        o.close();
        RmsNorm.Normed x2 = postAttentionNorm.forward(scope, middle, pass);
        NDArray gate = get(GATE_PROJ).forward(scope, x2.x(), pass); // [M, F]
        NDArray up = get(UP_PROJ).forward(scope, x2.x(), pass); // [M, F]
        NDArray act = kernels.tensor(scope, "swiglu", gate, up); // [M, F]
        NDArray down = get(DOWN_PROJ).forward(scope, act, pass); // [M, H]
        NDArray out = kernels.tensor(scope, "add", middle, down);
        close(act, down, x2.x());
        return new Trace(scope, h, x1.inverseRms(), attend, middle, x2.inverseRms(), gate, up, out);
    }

    /**
     * Collects the gradients of the layer's parameters.
     *
     * @param dout gradient of the output [M, H], float32; changed in place
     * @return gradient of the input [N, H], float32, in {@code scope}
     */
    NDArray backward(NDManager scope, NDArray dout, Trace kept, BatchTensors.Attended at, Pass pass) {
        int dt = pass.scalarType();
        try (NDManager here = scope.newSubManager()) {
            NDArray dy = kernels.tensor(here, "cast", dout, dt);
            NDArray[] act = kernels.tensors(here, "swiglu_again", kept.gate(), kept.up()); // silu(gate), the same times up
            NDArray dact = get(DOWN_PROJ).backward(here, dy, act[1], pass); // [M, F]
            NDArray[] d = kernels.tensors(here, "swiglu_backward", dact, act[0], kept.gate(), kept.up());
            NDArray x2 = postAttentionNorm.again(here, kept.middle(), kept.r2(), pass); // [M, H]
            NDArray dx2 = get(GATE_PROJ).backward(here, d[0], x2, pass); // [M, H]
            kernels.call("add_to", dx2, get(UP_PROJ).backward(here, d[1], x2, pass));
            postAttentionNorm.backward(here, dout, dx2, kept.middle(), kept.r2());
            NDArray dmiddle = kernels.tensor(here, "cast", dout, dt);
            NDArray dattended = get(O_PROJ).backward(here, dmiddle, kept.attend().out(), pass); // [M, nh * D]
            Attention.Gradients g = attention.backward(here, dattended, kept.attend(), at, pass);
            NDArray x1 = inputNorm.again(here, kept.h(), kept.r1(), pass); // [N, H]
            NDArray dx1 = get(K_PROJ).backward(here, g.dk(), x1, pass); // [N, H]
            kernels.call("add_to", dx1, get(V_PROJ).backward(here, g.dv(), x1, pass));
            NDArray dxq = get(Q_PROJ).backward(here, g.dq(), rows(here, x1, at), pass); // [M, H]
            NDArray dh;
            if (at.rows() == null) {
                kernels.call("add_to", dx1, dxq);
                dh = dout;
            } else {
                kernels.call("add_rows_to", dx1, at.rows(), dxq);
                dh = kernels.tensor(scope, "spread_rows", dout, at.rows(), kept.h().getShape().get(0)); // [N, H]
            }
            inputNorm.backward(here, dh, dx1, kept.h(), kept.r1());
            return dh;
        }
    }

    /** The rows of the queries; all of them as they are. */
    private NDArray rows(NDManager scope, NDArray x, BatchTensors.Attended at) {
        return at.rows() == null ? x : kernels.tensor(scope, "select_rows", x, at.rows());
    }

    private static void close(NDArray... done) {
        for (NDArray array : done) {
            array.close();
        }
    }

    private Linear get(Projection projection) {
        return Objects.requireNonNull(projections.get(projection));
    }

    /** Puts something around a projection: an adapter. */
    void wrap(Projection projection, UnaryOperator<Linear> wrapper) {
        projections.put(projection, wrapper.apply(get(projection)));
    }

    void prepare(Precision precision) {
        projections.values().forEach(linear -> linear.parameters().forEach(parameter -> parameter.working(precision)));
    }

    List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        projections.values().forEach(linear -> all.addAll(linear.parameters()));
        all.add(inputNorm.weight());
        all.add(postAttentionNorm.weight());
        return all;
    }

    boolean isTrainable() {
        return parameters().stream().anyMatch(Parameter::trainable);
    }
}
