package orcareward.recipe;

/**
 * What a run will cost, counted.
 *
 * @param steps updates
 * @param epochs visits of the data set
 * @param tokens computed in training: a shared prompt once, no padding
 * @param paddedTokens what TRL would compute: each batch's sides padded to its longest, a shared prompt twice
 * @param evaluations how often the held-out pairs are scored, the summary at the end included
 * @param evaluationTokens computed in all evaluations together
 * @param memory what is held at the peak
 */
public record Estimate(long steps, double epochs, long tokens, long paddedTokens, long evaluations,
        long evaluationTokens, MemoryEstimate memory) {
    /** The share of TRL's tokens that need not be computed, 0 to 1. */
    public double saved() {
        return paddedTokens == 0 ? 0 : 1 - (double) tokens / paddedTokens;
    }
}
