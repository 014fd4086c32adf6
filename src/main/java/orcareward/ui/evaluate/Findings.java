package orcareward.ui.evaluate;

import java.util.List;
import orcareward.recipe.EvaluatedPairs;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.PairScores;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an evaluation has found so far; it never changes.
 *
 * @param model the evaluated model's name
 * @param pairs which pairs
 * @param scores the model's rewards so far
 * @param figures of {@code scores}; null while there are none
 * @param rivals in the order in which they were asked for, those that have begun
 */
record Findings(String model, EvaluatedPairs pairs, PairScores scores, @Nullable EvaluationFigures figures,
        List<Rival> rivals) {
    Findings {
        rivals = List.copyOf(rivals);
    }

    /** The rival of a name, or null. */
    @Nullable
    Rival rival(String name) {
        return rivals.stream().filter(rival -> rival.name().equals(name)).findFirst().orElse(null);
    }

    /** The first words of a pair's prompt; empty without texts. */
    String opening(int pair) {
        return pairs.texts() == null ? "" : pairs.texts().opening(pair);
    }
}
