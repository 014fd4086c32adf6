package orcareward.data;

import java.util.Arrays;

/**
 * The part of numpy's {@code default_rng(seed)} that a split needs: PCG64 (O'Neill, "PCG: A Family of Simple Fast
 * Space-Efficient Statistically Good Algorithms", the XSL-RR 128/64 member), seeded as {@code SeedSequence} does.
 */
final class NumpyGenerator {
    private static final int POOL = 4;
    private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
    private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

    private long high;
    private long low;
    private long incrementHigh;
    private long incrementLow;
    /** PCG64 hands out 64 bits; numpy keeps the upper half for the next request of 32. */
    private int spare;
    private boolean hasSpare;

    NumpyGenerator(long seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("numpy takes no negative seed: " + seed);
        }
        long[] words = generateState(pool(seed));
        incrementHigh = words[2] << 1 | words[3] >>> 63;
        incrementLow = words[3] << 1 | 1;
        step();
        add(words[0], words[1]);
        step();
    }

    /** {@code permutation(n)}: Fisher-Yates from the end. */
    int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = bounded(i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** Uniform in 0..max: draws as many bits as max has, again until they do not exceed it. */
    private int bounded(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int drawn = next32() & mask;
        while (drawn > max) {
            drawn = next32() & mask;
        }
        return drawn;
    }

    private int next32() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        long next = next64();
        spare = (int) (next >>> 32);
        hasSpare = true;
        return (int) next;
    }

    private long next64() {
        step();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    private void step() {
        long productHigh = Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW
                + low * MULTIPLIER_HIGH;
        low *= MULTIPLIER_LOW;
        high = productHigh;
        add(incrementHigh, incrementLow);
    }

    private void add(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }

    private static int[] pool(long seed) {
        // A seed below 2^32 is one word of entropy; missing words are zeros all the same.
        int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
        int[] pool = new int[POOL];
        int[] constant = {0x43b0d7e5};
        for (int i = 0; i < POOL; i++) {
            pool[i] = hash(entropy[i], constant);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    int mixed = 0xca01f9dd * pool[to] - 0x4973f715 * hash(pool[from], constant);
                    pool[to] = mixed ^ mixed >>> 16;
                }
            }
        }
        return pool;
    }

    private static int hash(int value, int[] constant) {
        int mixed = value ^ constant[0];
        constant[0] *= 0x931e8875;
        mixed *= constant[0];
        return mixed ^ mixed >>> 16;
    }

    /** Four words of 64 bits, the lower half of each first. */
    private static long[] generateState(int[] pool) {
        long[] words = new long[4];
        int constant = 0x8b51f9dd;
        for (int i = 0; i < 8; i++) {
            int mixed = pool[i % POOL] ^ constant;
            constant *= 0x58f38ded;
            mixed *= constant;
            mixed ^= mixed >>> 16;
            words[i / 2] |= (mixed & 0xffffffffL) << (i % 2 * 32);
        }
        return words;
    }
}
