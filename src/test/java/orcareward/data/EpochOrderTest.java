package orcareward.data;

import static orcareward.data.TrainTestSplitTest.golden;
import static orcareward.data.TrainTestSplitTest.ints;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code golden/sampler.json}: written by torch 2.7.1. */
class EpochOrderTest {
    @Test
    void everyPermutationEqualsTorchs() throws IOException {
        JsonNode permutations = golden("sampler.json").get("perms");
        assertThat(permutations).hasSize(36);
        for (JsonNode expected : permutations) {
            long seed = expected.get("seed").asLong() + expected.get("epoch").asLong();
            assertThat(EpochOrder.permutation(expected.get("n").asInt(), seed)).as(expected.toString())
                    .isEqualTo(ints(expected.get("perm")));
        }
    }

    @Test
    void aWholeOrcaEpochEqualsTorchs() throws IOException {
        JsonNode golden = golden("sampler.json");
        int[] order = EpochOrder.permutation(12859, 42);
        assertThat(Arrays.copyOf(order, 20)).isEqualTo(ints(golden.get("n12859_seed42_first20")));
        assertThat(Arrays.copyOfRange(order, 12854, 12859)).isEqualTo(ints(golden.get("n12859_seed42_last5")));
    }

    @Test
    void aSeedBeyond32BitsCountsByItsLowerBits() {
        // torch 2.7.1: randperm(6, generator=Generator().manual_seed(2**40 + 5))
        assertThat(EpochOrder.permutation(6, (1L << 40) + 5)).containsExactly(5, 0, 1, 3, 4, 2);
    }

    @Test
    void oneRowOrNoneHasOneOrder() {
        assertThat(EpochOrder.permutation(0, 1)).isEmpty();
        assertThat(EpochOrder.permutation(1, 1)).containsExactly(0);
    }
}
