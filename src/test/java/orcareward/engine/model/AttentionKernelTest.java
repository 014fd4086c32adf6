package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import orcareward.engine.tensor.KernelLab;
import orcareward.engine.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention in jobs, and the fused one, against a dense matrix of scores with a mask of every query and key. */
class AttentionKernelTest {
    private static final int HEADS = 9;

    @RegisterExtension
    static final KernelLab lab = new KernelLab();

    /** Every sample in groups of 1, 3 and 9 query heads. */
    static Stream<Arguments> cases() {
        return PackedSample.all()
                .flatMap(sample -> Stream.of(Arguments.of(sample, Precision.FP32, 9),
                        Arguments.of(sample, Precision.FP32, 3), Arguments.of(sample, Precision.FP32, 1),
                        Arguments.of(sample, Precision.BF16, 3), Arguments.of(sample, Precision.BF16_IN_FP32, 3)));
    }

    /** Random input of attention and what must come of it. */
    private record Case(NDArray q, NDArray k, NDArray v, NDArray dout, NDArray[] expected) {
        static Case of(Precision precision, int keyValueHeads, int headDim, boolean[][] visible) {
            int queries = visible.length;
            int tokens = visible[0].length;
            NDArray q = lab.cast(lab.random(HEADS, queries, headDim).mul((float) (1 / Math.sqrt(headDim))),
                    precision.scalarType());
            NDArray k = lab.random(precision, keyValueHeads, tokens, headDim);
            NDArray v = lab.random(precision, keyValueHeads, tokens, headDim);
            NDArray dout = lab.random(precision, queries, HEADS * (long) headDim);
            return new Case(q, k, v, dout, lab.reference("attention", q, k, v, mask(visible), dout));
        }

        private static NDArray mask(boolean[][] visible) {
            boolean[] flat = new boolean[visible.length * visible[0].length];
            for (int i = 0; i < visible.length; i++) {
                System.arraycopy(visible[i], 0, flat, i * visible[0].length, visible[0].length);
            }
            return lab.scope().create(flat, new Shape(visible.length, visible[0].length));
        }

        void assertJobs(long[] jobs, Precision precision) {
            int pt = precision.productType();
            NDArray mask = lab.kernel("causal_mask", AttentionJobs.MAX_QUERIES, lab.scope().create(0f), pt);
            lab.assertClose("out", lab.kernel("attention", q, k, v, jobs, mask, pt), expected[0], precision);
            assertGradients(lab.kernels("attention_backward", dout, q, k, v, jobs, mask, pt), precision);
        }

        /** By the CPU's counterpart of CUDA's kernels. */
        void assertFused(long[] segments, Precision precision) {
            NDArray[] out = lab.kernels("flash_attention", q, k, v, segments, false);
            lab.assertClose("fused out", out[0], expected[0], precision);
            assertGradients(lab.kernels("flash_attention_backward", dout, q, k, v, out[0], out[1], segments, false),
                    precision);
        }

        private void assertGradients(NDArray[] gradients, Precision precision) {
            lab.assertClose("dq", gradients[0], expected[1], precision);
            lab.assertClose("dk", gradients[1], expected[2], precision);
            lab.assertClose("dv", gradients[2], expected[3], precision);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyTokenAttends(PackedSample sample, Precision precision, int keyValueHeads) {
        long[] segments = sample.batch().segments();
        Case attention = Case.of(precision, keyValueHeads, 2 * lab.size(4), sample.visible());
        attention.assertJobs(AttentionJobs.of(segments), precision);
        attention.assertFused(segments, precision);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoredTokensAttendInTheLastLayer(PackedSample sample, Precision precision, int keyValueHeads) {
        long[] segments = sample.batch().scoredSegments();
        Case attention = Case.of(precision, keyValueHeads, 2 * lab.size(4), sample.visibleToScored());
        attention.assertJobs(segments, precision);
        attention.assertFused(segments, precision);
    }

    @Test
    void keysAreOneRunOrTwo() {
        NDArray k = lab.scope().create(new float[]{0, 1, 2, 3, 4, 10, 11, 12, 13, 14}, new Shape(2, 5, 1));
        assertThat(lab.kernel("keys", k, 1, 2, 0, 0).toFloatArray()).containsExactly(1, 2, 11, 12);
        assertThat(lab.kernel("keys", k, 0, 2, 4, 1).toFloatArray()).containsExactly(0, 1, 4, 10, 11, 14);
    }

    @Test
    void theCausalMaskHidesWhatComesLater() {
        float hidden = Float.NEGATIVE_INFINITY;
        double[] expected = {0, hidden, hidden, 0, 0, hidden, 0, 0, 0};
        NDArray like = lab.scope().create(0f);
        for (Precision precision : Precision.values()) {
            assertThat(lab.numbers(lab.kernel("causal_mask", 3, like, precision.scalarType()))).isEqualTo(expected);
        }
    }
}
