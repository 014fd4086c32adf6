package orcareward.data;

import java.util.Arrays;

/** The order in which an epoch visits its rows: {@code torch.randperm} with a generator of that epoch's seed. */
public final class EpochOrder {
    /** Up to here torch draws 32 bits a swap; beyond, 64. */
    private static final long MAX_ROWS = 0xffffffffL / 20;

    private EpochOrder() {
    }

    /**
     * Equal to {@code torch.randperm(n, generator=torch.Generator().manual_seed(seed))} on the CPU.
     *
     * @param n how many rows, after filtering
     * @param seed the run's seed plus the epoch, counted from 0
     */
    public static int[] permutation(int n, long seed) {
        if (n >= MAX_ROWS) {
            throw new IllegalArgumentException(n + " rows are more than one permutation can hold");
        }
        MersenneTwister random = new MersenneTwister((int) seed);
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < n - 1; i++) {
            int j = i + Integer.remainderUnsigned(random.next(), n - i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** MT19937 (Matsumoto and Nishimura, 1998); torch seeds it with the lower 32 bits of a seed. */
    private static final class MersenneTwister {
        private static final int SIZE = 624;
        private static final int SHIFT = 397;
        private final int[] state = new int[SIZE];
        private int at = SIZE;

        MersenneTwister(int seed) {
            state[0] = seed;
            for (int i = 1; i < SIZE; i++) {
                state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
            }
        }

        int next() {
            if (at == SIZE) {
                twist();
            }
            int y = state[at++];
            y ^= y >>> 11;
            y ^= y << 7 & 0x9d2c5680;
            y ^= y << 15 & 0xefc60000;
            return y ^ y >>> 18;
        }

        private void twist() {
            for (int i = 0; i < SIZE; i++) {
                int joined = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
                state[i] = state[(i + SHIFT) % SIZE] ^ joined >>> 1 ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
            }
            at = 0;
        }
    }
}
