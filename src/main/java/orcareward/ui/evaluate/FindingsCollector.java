package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import orcareward.recipe.EvaluatedPairs;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.EvaluationWatcher;
import orcareward.recipe.PairScores;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Puts together what an evaluation says, on the evaluation's thread, and hands on all of it each time. */
final class FindingsCollector implements EvaluationWatcher {
    private final EvaluationSetup setup;
    private final Consumer<Findings> receiver;
    private final Map<Integer, Rival> others = new HashMap<>();
    private final Map<Long, Integer> pairOfRow = new HashMap<>();
    private @Nullable EvaluatedPairs pairs;
    private PairScores scores = PairScores.none();
    private @Nullable EvaluationFigures figures;
    private @Nullable EvaluationFigures untrained;

    FindingsCollector(EvaluationSetup setup, Consumer<Findings> receiver) {
        this.setup = setup;
        this.receiver = receiver;
    }

    @Override
    public void pairsRead(EvaluatedPairs read) {
        pairs = read;
        publish();
    }

    @Override
    public void scored(int subject, PairScores soFar, EvaluationFigures of) {
        if (subject == 0) {
            scores = soFar;
            figures = of;
        } else {
            others.put(subject, Rival.model(setup.otherModels().get(subject - 1).name(), of, aligned(soFar)));
        }
        publish();
    }

    @Override
    public void untrained(EvaluationFigures means) {
        untrained = means;
        publish();
    }

    /** Margins in the order of the evaluated model's pairs: the other model's length rule may leave out other rows. */
    private double[] aligned(PairScores other) {
        if (pairOfRow.isEmpty()) {
            for (int pair = 0; pair < scores.size(); pair++) {
                pairOfRow.put(scores.row(pair), pair);
            }
        }
        double[] margins = new double[scores.size()];
        Arrays.fill(margins, Double.NaN);
        for (int i = 0; i < other.size(); i++) {
            Integer pair = pairOfRow.get(other.row(i));
            if (pair != null) {
                margins[pair] = other.margin(i);
            }
        }
        return margins;
    }

    private void publish() {
        receiver.accept(new Findings(setup.model().name(), Objects.requireNonNull(pairs, "pairs are read first"),
                scores, figures, rivals()));
    }

    private List<Rival> rivals() {
        List<Rival> known = new ArrayList<>();
        EvaluationFigures own = figures;
        if (own == null) {
            return known;
        }
        int subject = 0;
        for (BaselineChoice choice : setup.baselines()) {
            Rival rival = switch (choice) {
                case BaselineChoice.Untrained ignored -> untrained == null
                        ? null
                        : Rival.untrained(Texts.get("evaluate.baseline.untrained"), untrained);
                case BaselineChoice.Longer ignored ->
                    Rival.longer(Texts.get("evaluate.baseline.longer"), scores, own);
                case BaselineChoice.Shorter ignored ->
                    Rival.shorter(Texts.get("evaluate.baseline.shorter"), scores, own);
                case BaselineChoice.Other ignored -> others.get(++subject);
            };
            if (rival != null) {
                known.add(rival);
            }
        }
        return known;
    }
}
