package orcareward.recipe;

import orcareward.engine.evaluate.PairRewards;

/** Rewards of pairs by one model, in columns; it never changes. Pairs stand in the order in which they are scored. */
public final class PairScores {
    private final PairRewards rewards;

    PairScores(PairRewards rewards) {
        this.rewards = rewards;
    }

    PairRewards rewards() {
        return rewards;
    }

    /** Of columns of equal length. */
    public static PairScores of(long[] rows, double[] chosen, double[] rejected, int[] chosenTokens,
            int[] rejectedTokens) {
        PairRewards.Builder builder = new PairRewards.Builder();
        for (int i = 0; i < rows.length; i++) {
            builder.add(rows[i], chosen[i], rejected[i], chosenTokens[i], rejectedTokens[i]);
        }
        return new PairScores(builder.build());
    }

    /** Of no pairs. */
    public static PairScores none() {
        return new PairScores(new PairRewards.Builder().build());
    }

    /** How many pairs. */
    public int size() {
        return rewards.size();
    }

    /** The pair's 0-based row in the data set's file. */
    public long row(int pair) {
        return rewards.index(pair);
    }

    /** Reward of the chosen response. */
    public double chosen(int pair) {
        return rewards.chosen(pair);
    }

    /** Reward of the rejected response. */
    public double rejected(int pair) {
        return rewards.rejected(pair);
    }

    /** Chosen minus rejected reward. */
    public double margin(int pair) {
        return rewards.margin(pair);
    }

    /** Whether the chosen response got the higher reward; a tie is wrong. */
    public boolean isRight(int pair) {
        return rewards.margin(pair) > 0;
    }

    /** Tokens of prompt and chosen response together. */
    public int chosenTokens(int pair) {
        return rewards.chosenTokens(pair);
    }

    /** Tokens of prompt and rejected response together. */
    public int rejectedTokens(int pair) {
        return rewards.rejectedTokens(pair);
    }

    /** Rewards of all chosen responses; a copy. */
    public double[] chosen() {
        return rewards.chosen();
    }

    /** Rewards of all rejected responses; a copy. */
    public double[] rejected() {
        return rewards.rejected();
    }

    /** All margins; a copy. */
    public double[] margins() {
        return rewards.margins();
    }

    /** Chosen minus rejected tokens of each pair; a copy. */
    public double[] lengthDifferences() {
        return rewards.lengthDifferences();
    }
}
