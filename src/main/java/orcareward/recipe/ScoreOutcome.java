package orcareward.recipe;

/**
 * What was scored.
 *
 * @param rows lines read and written
 * @param responses rewards computed
 * @param seconds how long the scoring took, without loading the model
 */
public record ScoreOutcome(long rows, long responses, double seconds) {
}
