package orcareward.ui.evaluate;

import java.util.Arrays;
import java.util.Locale;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.PairScores;
import orcareward.ui.fx.Formats;
import org.jspecify.annotations.Nullable;

/** What the model is compared with, as far as it is known: figures, and where it ranks pairs one by one, a margin for each. */
final class Rival {
    private final String name;
    private final double accuracy;
    private final @Nullable EvaluationFigures figures;
    private final double[] margins;

    private Rival(String name, double accuracy, @Nullable EvaluationFigures figures, double[] margins) {
        this.name = name;
        this.accuracy = accuracy;
        this.figures = figures;
        this.margins = margins;
    }

    /** Another model; {@code margins} by the evaluated model's pairs, NaN where it read no such pair. */
    static Rival model(String name, EvaluationFigures figures, double[] margins) {
        return new Rival(name, figures.accuracy().value(), figures, margins);
    }

    /** Heads that nobody trained: means, no pairs. */
    static Rival untrained(String name, EvaluationFigures means) {
        return new Rival(name, means.accuracy().value(), means, new double[0]);
    }

    /** The rule that the longer response is the better one. */
    static Rival longer(String name, PairScores scores, EvaluationFigures figures) {
        return new Rival(name, figures.longer().value(), null, scores.lengthDifferences());
    }

    /** The rule that the shorter response is the better one. */
    static Rival shorter(String name, PairScores scores, EvaluationFigures figures) {
        double[] differences = scores.lengthDifferences();
        Arrays.setAll(differences, pair -> -differences[pair]);
        return new Rival(name, figures.shorter().value(), null, differences);
    }

    String name() {
        return name;
    }

    double accuracy() {
        return accuracy;
    }

    /** Further figures; null of a rule, which knows no rewards. */
    @Nullable
    EvaluationFigures figures() {
        return figures;
    }

    /** Whether it ranks single pairs, so that flips can be found. */
    boolean ranksPairs() {
        return margins.length > 0;
    }

    /** Its margin in words: a reward, or whole tokens. */
    String text(int pair) {
        double margin = margin(pair);
        return figures == null && Double.isFinite(margin)
                ? String.format(Locale.ROOT, "%+,.0f", margin)
                : Formats.reward(margin);
    }

    /** Its margin for a pair; NaN where it has none (yet). */
    double margin(int pair) {
        return pair < margins.length ? margins[pair] : Double.NaN;
    }
}
