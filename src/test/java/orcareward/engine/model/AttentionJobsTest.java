package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orcareward.engine.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments and jobs show each token what it may see, and the right path computes them. */
class AttentionJobsTest {
    static Stream<PackedSample> samples() {
        return PackedSample.all();
    }

    /** How often each query meets each key [queries][keys]. */
    private static int[][] meetings(long[] jobs, int queries, int keys) {
        int[][] met = new int[queries][keys];
        for (int i = 0; i < jobs.length; i += 6) {
            int start = i;
            int[] job = IntStream.range(0, 6).map(j -> Math.toIntExact(jobs[start + j])).toArray();
            int[] shown = IntStream.concat(IntStream.range(job[2], job[2] + job[3]),
                    IntStream.range(job[4], job[4] + job[5])).toArray();
            for (int query = 0; query < job[1]; query++) {
                int seen = shown.length - (job[1] - 1 - query); // the last n keys causally
                for (int key = 0; key < seen; key++) {
                    met[job[0] + query][shown[key]]++;
                }
            }
        }
        return met;
    }

    private static int[][] once(boolean[][] visible) {
        return Stream.of(visible).map(row -> IntStream.range(0, row.length).map(i -> row[i] ? 1 : 0).toArray())
                .toArray(int[][]::new);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyQueryMeetsEachKeyThatItMaySeeOnce(PackedSample sample) {
        int n = sample.batch().tokens();
        long[] jobs = AttentionJobs.of(sample.batch().segments());
        assertThat(meetings(sample.batch().segments(), n, n)).isDeepEqualTo(once(sample.visible()));
        assertThat(meetings(jobs, n, n)).isDeepEqualTo(once(sample.visible()));
        assertThat(meetings(sample.batch().scoredSegments(), sample.batch().rewards(), n))
                .isDeepEqualTo(once(sample.visibleToScored()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noJobHasMoreQueriesThanAllowedOrNone(PackedSample sample) {
        long[] jobs = AttentionJobs.of(sample.batch().segments());
        for (int i = 0; i < jobs.length; i += 6) {
            assertThat(jobs[i + 1]).isBetween(1L, (long) AttentionJobs.MAX_QUERIES);
        }
    }

    /** torch's flash attention divides by the number of keys on the CPU, and gives infinities on CUDA. */
    @ParameterizedTest
    @MethodSource("samples")
    void theFirstRunOfKeysIsNeverEmpty(PackedSample sample) {
        for (long[] segments : List.of(sample.batch().segments(), sample.batch().scoredSegments(),
                AttentionJobs.of(sample.batch().segments()))) {
            for (int i = 0; i < segments.length; i += 6) {
                assertThat(segments[i + 3]).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aScoredTokenSeesItsSideFromItsFirstTokenToItself(PackedSample sample) {
        boolean[][] visible = sample.visibleToScored();
        assertThat(visible).hasNumberOfRows(sample.sides().size());
        for (int i = 0; i < visible.length; i++) {
            boolean[] seen = visible[i];
            int[] keys = IntStream.range(0, seen.length).filter(key -> seen[key]).toArray();
            assertThat(IntStream.of(keys).map(key -> Math.toIntExact(sample.batch().ids()[key])).toArray())
                    .isEqualTo(sample.sides().get(i));
            assertThat(IntStream.of(keys).map(key -> (int) sample.batch().positions()[key]).toArray())
                    .isEqualTo(IntStream.range(0, keys.length).toArray());
        }
    }

    @Test
    void flashAttentionIsForBf16OnCudaWithHeadsThatItTakes() {
        assertThat(AttentionPath.of(true, Precision.BF16, 64)).isEqualTo(AttentionPath.FUSED);
        assertThat(AttentionPath.of(true, Precision.BF16, 256)).isEqualTo(AttentionPath.FUSED);
        assertThat(AttentionPath.of(true, Precision.BF16, 264)).isEqualTo(AttentionPath.BLOCKS);
        assertThat(AttentionPath.of(true, Precision.BF16, 60)).isEqualTo(AttentionPath.BLOCKS);
        assertThat(AttentionPath.of(true, Precision.FP32, 64)).isEqualTo(AttentionPath.BLOCKS);
        assertThat(AttentionPath.of(true, Precision.BF16_IN_FP32, 64)).isEqualTo(AttentionPath.BLOCKS);
        for (Precision precision : Precision.values()) {
            assertThat(AttentionPath.of(false, precision, 64)).isEqualTo(AttentionPath.BLOCKS);
        }
    }
}
