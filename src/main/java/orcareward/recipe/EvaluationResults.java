package orcareward.recipe;

import java.util.List;

/**
 * What an evaluation found, as far as a report shows it.
 *
 * @param model the evaluated model, in a person's words
 * @param scores its rewards, at least one pair
 * @param baselines what it is compared with; the two that need no model ("longer wins", "shorter wins") are in each subject's figures
 */
public record EvaluationResults(String model, EvaluatedPairs pairs, PairScores scores, List<Baseline> baselines) {
    /** A copy whose list can't change. */
    public EvaluationResults {
        baselines = List.copyOf(baselines);
    }

    /** Another subject on the same pairs. */
    public record Baseline(String name, EvaluationFigures figures) {
    }
}
