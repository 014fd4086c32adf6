package orcareward.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From rewards to new weights: loss, gradient norm, AdamW. */
class UpdateKernelTest {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double EPS = 1e-8;

    @RegisterExtension
    static final KernelLab lab = new KernelLab();

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 1", "1, 0.01, 1, 1", "4, 0, 1, 0.25", "7, 0.1, 0, 0.5", "16, 0.01, 2, 0.125"})
    void preferenceLoss(int pairs, double coefficient, double margin, double weight) {
        lab.seed(pairs);
        NDArray rewards = lab.random(2 * pairs).mul(3);
        NDArray margins = lab.random(pairs).mul((float) margin);
        NDArray[] expected = lab.reference("preference_loss", rewards, margins, coefficient, weight);

        NDArray[] out = lab.kernels("preference_loss", rewards, margins, coefficient, weight);
        lab.assertClose("gradients", out[1], expected[1], Precision.FP32);
        double[] r = lab.numbers(rewards);
        double won = 0;
        double apart = 0;
        for (int i = 0; i < pairs; i++) {
            won += r[i] > r[pairs + i] ? 1. / pairs : 0;
            apart += (r[i] - r[pairs + i]) / pairs;
        }
        double[] metrics = {lab.numbers(expected[0])[0], won, apart, Arrays.stream(r).min().orElseThrow(),
                Arrays.stream(r).average().orElseThrow(), Arrays.stream(r).max().orElseThrow()};
        KernelLab.assertClose("metrics", lab.numbers(out[0]), metrics, Precision.FP32);
    }

    @Test
    void lossStaysFiniteWhereRewardsAreFarApart() {
        NDArray rewards = lab.scope().create(new float[]{500, -500, -500, 500});
        NDArray[] out = lab.kernels("preference_loss", rewards, lab.scope().zeros(new Shape(2)), 0.0, 1.0);
        assertThat(lab.numbers(out[0])[0]).isEqualTo(500);
        assertThat(lab.numbers(out[1])).containsExactly(0, -0.5, 0, 0.5);
    }

    /** Three pairs as pieces of two and one, weighted by their share: rewards, gradients and so the loss are those of the whole. */
    @Test
    void piecesOfABatchMakeTheWhole() {
        NDArray whole = lab.scope().create(new float[]{1, 2, 3, 0.5f, 2.5f, -1}); // chosen, then rejected
        NDArray[] pieces = {lab.scope().create(new float[]{1, 2, 0.5f, 2.5f}), lab.scope().create(new float[]{3, -1})};
        assertThat(lab.kernel("join_pieces", Kernels.list(pieces)).toFloatArray()).isEqualTo(whole.toFloatArray());
        double weight = 0.5;
        double[] all = gradients(whole, 3, weight);
        double[] first = gradients(pieces[0], 2, weight * 2 / 3);
        double[] second = gradients(pieces[1], 1, weight / 3);
        KernelLab.assertClose("gradients",
                new double[]{first[0], first[1], second[0], first[2], first[3], second[1]}, all, Precision.FP32);
    }

    private static double[] gradients(NDArray rewards, int pairs, double weight) {
        return lab.numbers(
                lab.kernels("preference_loss", rewards, lab.scope().zeros(new Shape(pairs)), 0.01, weight)[1]);
    }

    @Test
    void gradNormIsTheNormOfAllNumbersTogether() {
        NDArray[] grads = {lab.random(5, 3), lab.random(7), lab.random(1, 1)};
        double squares = 0;
        for (NDArray grad : grads) {
            squares += Arrays.stream(lab.numbers(grad)).map(x -> x * x).sum();
        }
        double[] norm = lab.numbers(lab.kernel("grad_norm", Kernels.list(grads)));
        KernelLab.assertClose("norm", norm, new double[]{Math.sqrt(squares)}, Precision.FP32);
    }

    /** A parameter in doubles. */
    private static final class Plain {
        private final double[] value;
        private final double[] mean;
        private final double[] square;

        Plain(double[] value) {
            this.value = value;
            this.mean = new double[value.length];
            this.square = new double[value.length];
        }

        void step(double[] gradient, int step, double divisor, double lr, double decay) {
            for (int i = 0; i < value.length; i++) {
                double g = gradient[i] / divisor;
                value[i] *= 1 - lr * decay;
                mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
                square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
                double m = mean[i] / (1 - Math.pow(BETA1, step));
                double v = square[i] / (1 - Math.pow(BETA2, step));
                value[i] -= lr * m / (Math.sqrt(v) + EPS);
            }
        }
    }

    /** Steps of random gradients whose norm is about 5. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 0.1", "1, 0", "1, 0.1", "1000, 0.1"})
    void adamw(double maxNorm, double decay) {
        double lr = 0.01;
        Shape[] shapes = {new Shape(5, 3), new Shape(7)};
        NDArray[] params = {lab.random(5, 3), lab.random(7)};
        NDArray[] means = {lab.scope().zeros(shapes[0]), lab.scope().zeros(shapes[1])};
        NDArray[] squares = {lab.scope().zeros(shapes[0]), lab.scope().zeros(shapes[1])};
        NDArray[] steps = {lab.scope().zeros(new Shape()), lab.scope().zeros(new Shape())};
        List<Plain> plain = Arrays.stream(params).map(param -> new Plain(lab.numbers(param))).toList();
        for (int step = 1; step <= 4; step++) {
            NDArray[] grads = {lab.random(5, 3), lab.random(7)};
            NDArray norm = lab.kernel("grad_norm", Kernels.list(grads));
            double divisor = maxNorm == 0 ? 1 : Math.max(1, (lab.numbers(norm)[0] + 1e-6) / maxNorm);
            for (int i = 0; i < params.length; i++) {
                plain.get(i).step(lab.numbers(grads[i]), step, divisor, lr, decay);
            }
            lab.call("adamw", Kernels.list(params), Kernels.list(grads), Kernels.list(means), Kernels.list(squares),
                    Kernels.list(steps), norm, maxNorm, lr, decay, BETA1, BETA2, EPS);
            for (int i = 0; i < params.length; i++) {
                Plain expected = plain.get(i);
                KernelLab.assertClose("parameter", lab.numbers(params[i]), expected.value, Precision.FP32);
                KernelLab.assertClose("mean", lab.numbers(means[i]), expected.mean, Precision.FP32);
                KernelLab.assertClose("square", lab.numbers(squares[i]), expected.square, Precision.FP32);
                assertThat(steps[i].toFloatArray()).containsExactly(step);
            }
        }
    }
}
