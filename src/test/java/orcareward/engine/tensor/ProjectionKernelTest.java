package orcareward.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear layers and their low-rank updates. */
class ProjectionKernelTest {
    @RegisterExtension
    static final KernelLab lab = new KernelLab();

    static Stream<Arguments> precisionsAndSeeds() {
        return Stream.of(Precision.values())
                .flatMap(precision -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(precision, seed)));
    }

    @ParameterizedTest
    @MethodSource("precisionsAndSeeds")
    void linear(Precision precision, long seed) {
        lab.seed(seed);
        int n = seed == 1 ? 1 : lab.size(40);
        int in = lab.size(50);
        int out = lab.size(30);
        int pt = precision.productType();
        NDArray x = lab.random(precision, n, in);
        NDArray weight = lab.random(precision, out, in);
        NDArray bias = lab.random(precision, out);
        NDArray dy = lab.random(precision, n, out);
        NDArray[] expected = lab.reference("linear", x, weight, bias, dy);
        NDArray[] unbiased = lab.reference("linear", x, weight, lab.kernel("zeros_like", bias), dy);

        lab.assertClose("y", lab.kernel("linear", x, weight, pt), unbiased[0], precision);
        lab.assertClose("y with bias", lab.kernel("linear_bias", x, weight, bias, pt), expected[0], precision);
        lab.assertClose("dx", lab.kernel("linear_input_grad", dy, weight, pt), expected[1], precision);
        NDArray grad = lab.random(out, in); // what lies there is written over
        lab.call("weight_grad_to", grad, dy, x, false, pt);
        lab.assertClose("dweight", grad, expected[2], precision);
        lab.assertClose("dbias", lab.kernel("bias_grad", dy), expected[3], precision);

        lab.call("weight_grad_to", grad, dy, x, true, pt);
        lab.assertClose("dweight twice", grad, expected[2].mul(2), precision);
    }

    @ParameterizedTest
    @MethodSource("precisionsAndSeeds")
    void lora(Precision precision, long seed) {
        for (double p : new double[]{0, 0.3}) {
            lab.seed(seed);
            int n = seed == 1 ? 1 : lab.size(40);
            int in = lab.size(50);
            int out = lab.size(30);
            int r = lab.size(8);
            int pt = precision.productType();
            double scale = 0.5 + seed;
            NDArray x = lab.random(precision, n, in);
            NDArray a = lab.random(precision, r, in);
            NDArray b = lab.random(precision, out, r);
            NDArray y = lab.random(precision, n, out);
            NDArray dy = lab.random(precision, n, out);
            NDArray dx = lab.random(precision, n, in);
            NDArray keep = lab.kernel("dropout", lab.scope().ones(new Shape(n, in)), p, seed);
            NDArray[] expected = lab.reference("lora", y, x, a, b, scale, keep, dy);
            NDArray dxBefore = lab.cast(dx, 7);

            lab.assertClose("y", lab.kernel("lora", y, x, a, b, scale, p, seed, pt), expected[0], precision);
            NDArray[] grads = lab.kernels("lora_backward", dx, dy, x, a, b, scale, p, seed, pt);
            lab.assertClose("dx", dx, expected[1].add(dxBefore), precision);
            lab.assertClose("da", grads[0], expected[2], precision);
            lab.assertClose("db", grads[1], expected[3], precision);
        }
    }

    @Test
    void anUpdateMergedIntoTheWeightGivesWhatItGaveBesideIt() {
        NDArray x = lab.random(7, 20);
        NDArray weight = lab.random(11, 20);
        NDArray a = lab.random(3, 20);
        NDArray b = lab.random(11, 3);
        int pt = Precision.FP32.productType();
        NDArray beside = lab.kernel("lora", lab.kernel("linear", x, weight, pt), x, a, b, 1.5, 0.0, 0, pt);
        NDArray merged = lab.kernel("lora_merge", weight, a, b, 1.5);
        lab.assertClose("merged", lab.kernel("linear", x, merged, pt), beside, Precision.FP32);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5})
    void dropoutZeroesThatShareAndScalesTheRest(double p) {
        NDArray ones = lab.scope().ones(new Shape(200, 100));
        double[] mask = lab.numbers(lab.kernel("dropout", ones, p, 5));
        long dropped = Arrays.stream(mask).filter(x -> x == 0).count();
        assertThat((double) dropped / mask.length).isBetween(p - 0.02, p + 0.02);
        assertThat(Arrays.stream(mask).allMatch(x -> x == 0 || Math.abs(x - 1 / (1 - p)) < 1e-6)).isTrue();
        assertThat(lab.numbers(lab.kernel("dropout", ones, p, 5))).isEqualTo(mask);
        assertThat(lab.numbers(lab.kernel("dropout", ones, p, 6))).isNotEqualTo(mask);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void withoutDropoutNothingIsDropped(Precision precision) {
        NDArray x = lab.random(precision, 3, 4);
        assertThat(lab.numbers(lab.kernel("dropout", x, 0.0, 5))).isEqualTo(lab.numbers(x));
    }
}
