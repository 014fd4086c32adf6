package orcareward.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands between a layer's projections, attention apart. */
class LayerKernelTest {
    @RegisterExtension
    static final KernelLab lab = new KernelLab();

    static Stream<Arguments> precisionsAndSeeds() {
        return ProjectionKernelTest.precisionsAndSeeds();
    }

    @ParameterizedTest
    @MethodSource("precisionsAndSeeds")
    void rmsNorm(Precision precision, long seed) {
        lab.seed(seed);
        int n = seed == 1 ? 1 : lab.size(40);
        int hidden = lab.size(50);
        double eps = seed == 3 ? 0.5 : 1e-5;
        NDArray h = lab.random(n, hidden);
        NDArray weight = lab.random(hidden);
        NDArray dx = lab.random(precision, n, hidden);
        NDArray dh = lab.random(n, hidden);
        NDArray[] expected = lab.reference("rms_norm", h, weight, eps, dx);
        NDArray dhBefore = lab.cast(dh, 7);

        NDArray[] normed = lab.kernels("rms_norm", h, weight, eps, precision.scalarType());
        lab.assertClose("x", normed[0], expected[0], precision);
        NDArray dweight = lab.kernel("rms_norm_backward", dh, dx, h, normed[1], weight);
        lab.assertClose("dh", dh, expected[1].add(dhBefore), Precision.FP32); // the residual stream is float32 always
        lab.assertClose("dweight", dweight, expected[2], Precision.FP32);
    }

    @ParameterizedTest
    @MethodSource("precisionsAndSeeds")
    void swiglu(Precision precision, long seed) {
        lab.seed(seed);
        int n = seed == 1 ? 1 : lab.size(40);
        int width = lab.size(50);
        NDArray gate = lab.random(precision, n, width);
        NDArray up = lab.random(precision, n, width);
        NDArray dy = lab.random(precision, n, width);
        NDArray ones = lab.kernel("column", lab.scope().ones(new Shape(1)), precision.scalarType());
        NDArray[] expected = lab.reference("swiglu", gate, up, dy);
        NDArray[] alone = lab.reference("swiglu", gate, ones, dy);

        lab.assertClose("y", lab.kernel("swiglu", gate, up), expected[0], precision);
        NDArray[] again = lab.kernels("swiglu_again", gate, up);
        lab.assertClose("silu", again[0], alone[0], precision);
        lab.assertClose("y again", again[1], expected[0], precision);
        NDArray[] grads = lab.kernels("swiglu_backward", dy, again[0], gate, up);
        lab.assertClose("dgate", grads[0], expected[1], precision);
        lab.assertClose("dup", grads[1], expected[2], precision);
    }

    @ParameterizedTest
    @MethodSource("precisionsAndSeeds")
    void rotation(Precision precision, long seed) {
        lab.seed(seed);
        int n = seed == 1 ? 1 : lab.size(40);
        int heads = lab.size(9);
        int half = lab.size(8);
        int dt = precision.scalarType();
        double scale = 1 / Math.sqrt(2 * half);
        NDArray x = lab.random(precision, n, heads * 2L * half);
        NDArray dy = lab.random(precision, heads, n, 2L * half);
        NDArray angles = lab.random(n, half);
        NDArray cos = angles.cos();
        NDArray sin = angles.sin();
        NDArray[] expected = lab.reference("rotate", x, angles, heads, scale, dy);

        lab.assertClose("y", lab.kernel("rotate", x, cos, sin, heads, scale, dt), expected[0], precision);
        lab.assertClose("dx", lab.kernel("rotate_back", dy, cos, sin, scale, dt), expected[1], precision);
        NDArray there = lab.kernel("rotate", x, cos, sin, heads, 1.0, dt);
        lab.assertClose("there and back", lab.kernel("rotate_back", there, cos, sin, 1.0, dt), x, precision);
    }

    @Test
    void ropeTablesAreCosinesAndSinesOfPositionTimesFrequency() {
        float[] positions = {0, 1, 2, 0, 1, 37, 63};
        float[] frequencies = {1, 0.3f, 0.01f};
        double[] cos = new double[positions.length * frequencies.length];
        double[] sin = cos.clone();
        for (int i = 0; i < cos.length; i++) {
            double angle = (double) positions[i / frequencies.length] * frequencies[i % frequencies.length];
            cos[i] = Math.cos(angle);
            sin[i] = Math.sin(angle);
        }
        NDArray[] tables = lab.kernels("rope_tables", lab.scope().create(positions), lab.scope().create(frequencies));
        KernelLab.assertClose("cos", lab.numbers(tables[0]), cos, Precision.FP32);
        KernelLab.assertClose("sin", lab.numbers(tables[1]), sin, Precision.FP32);
    }
}
