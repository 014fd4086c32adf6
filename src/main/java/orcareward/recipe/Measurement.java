package orcareward.recipe;

/**
 * What a few updates took.
 *
 * @param secondsPerToken of forward and backward
 * @param secondsPerUpdate of the optimizer
 * @param evaluationSecondsPerToken of a forward pass alone
 * @param updates how many were timed
 * @param device where they ran, in words
 */
public record Measurement(double secondsPerToken, double secondsPerUpdate, double evaluationSecondsPerToken,
        int updates, String device) {
    /** How long a run will take, evaluations included; loading and saving are not in it. */
    public double seconds(Estimate estimate) {
        return estimate.tokens() * secondsPerToken + estimate.steps() * secondsPerUpdate
                + estimate.evaluationTokens() * evaluationSecondsPerToken;
    }
}
