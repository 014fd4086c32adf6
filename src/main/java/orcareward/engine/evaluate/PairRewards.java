package orcareward.engine.evaluate;

import java.util.Arrays;

/** The rewards of scored pairs, in columns; a million pairs take 32 MB. */
public final class PairRewards {
    private final long[] indices;
    private final double[] chosen;
    private final double[] rejected;
    private final int[] chosenTokens;
    private final int[] rejectedTokens;

    private PairRewards(Builder builder) {
        indices = Arrays.copyOf(builder.indices, builder.size);
        chosen = Arrays.copyOf(builder.chosen, builder.size);
        rejected = Arrays.copyOf(builder.rejected, builder.size);
        chosenTokens = Arrays.copyOf(builder.chosenTokens, builder.size);
        rejectedTokens = Arrays.copyOf(builder.rejectedTokens, builder.size);
    }

    /** How many pairs. */
    public int size() {
        return indices.length;
    }

    /** The pair's 0-based row in the data set's file. */
    public long index(int pair) {
        return indices[pair];
    }

    /** Reward of the chosen response. */
    public double chosen(int pair) {
        return chosen[pair];
    }

    /** Reward of the rejected response. */
    public double rejected(int pair) {
        return rejected[pair];
    }

    /** Reward of the chosen response minus that of the rejected one. */
    public double margin(int pair) {
        return chosen[pair] - rejected[pair];
    }

    /** Length of the chosen response in tokens. */
    public int chosenTokens(int pair) {
        return chosenTokens[pair];
    }

    /** Length of the rejected response in tokens. */
    public int rejectedTokens(int pair) {
        return rejectedTokens[pair];
    }

    /** Rewards of all chosen responses; a copy. */
    public double[] chosen() {
        return chosen.clone();
    }

    /** Rewards of all rejected responses; a copy. */
    public double[] rejected() {
        return rejected.clone();
    }

    /** All margins. */
    public double[] margins() {
        double[] margins = new double[size()];
        Arrays.setAll(margins, this::margin);
        return margins;
    }

    /** Chosen minus rejected response tokens of each pair. */
    public double[] lengthDifferences() {
        double[] differences = new double[size()];
        Arrays.setAll(differences, pair -> (double) chosenTokens[pair] - rejectedTokens[pair]);
        return differences;
    }

    /** Collects pairs as they are scored. */
    public static final class Builder {
        private long[] indices = new long[64];
        private double[] chosen = new double[64];
        private double[] rejected = new double[64];
        private int[] chosenTokens = new int[64];
        private int[] rejectedTokens = new int[64];
        private int size;

        /** Adds a pair; the parameters are those of {@link PairRewards}' columns. */
        public Builder add(long index, double rewardChosen, double rewardRejected, int tokensChosen,
                int tokensRejected) {
            if (size == indices.length) {
                int capacity = size * 2;
                indices = Arrays.copyOf(indices, capacity);
                chosen = Arrays.copyOf(chosen, capacity);
                rejected = Arrays.copyOf(rejected, capacity);
                chosenTokens = Arrays.copyOf(chosenTokens, capacity);
                rejectedTokens = Arrays.copyOf(rejectedTokens, capacity);
            }
            indices[size] = index;
            chosen[size] = rewardChosen;
            rejected[size] = rewardRejected;
            chosenTokens[size] = tokensChosen;
            rejectedTokens[size] = tokensRejected;
            size++;
            return this;
        }

        /** How many pairs so far. */
        public int size() {
            return size;
        }

        /** The pairs so far. */
        public PairRewards build() {
            return new PairRewards(this);
        }
    }
}
