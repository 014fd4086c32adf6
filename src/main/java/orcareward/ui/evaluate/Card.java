package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import orcareward.recipe.EvaluationFigures;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/**
 * One figure of an evaluation with what stands around it.
 *
 * @param title what it is
 * @param figure its value in words
 * @param note beside it: its interval, or what to measure it by
 * @param lines below it: its parts, then the baselines' values
 * @param help what it means, in a sentence
 * @param wide whether its lines are long
 */
record Card(String title, String figure, String note, List<String> lines, String help, boolean wide) {
    Card {
        lines = List.copyOf(lines);
    }

    /** The cards of what is known; none while nothing is. */
    static List<Card> of(Findings findings) {
        EvaluationFigures f = findings.figures();
        return f == null ? List.of() : new Maker(findings.rivals(), f).cards(findings);
    }

    private record Maker(List<Rival> rivals, EvaluationFigures f) {
        List<Card> cards(Findings findings) {
            return List.of(accuracy(), margin(),
                    logLoss(),
                    new Card(Texts.get("evaluate.card.calibration"), Formats.percent(f.calibrationError()),
                            Texts.get("evaluate.card.calibration.note"),
                            beside(of -> Formats.percent(of.calibrationError())),
                            Texts.get("evaluate.card.calibration.help"), false),
                    pairs(findings));
        }

        private Card accuracy() {
            return new Card(Texts.get("evaluate.card.accuracy"), Formats.percent(f.accuracy().value()),
                    Texts.format("evaluate.card.accuracy.note", Formats.percent(f.accuracy().error())),
                    rivals.stream().map(rival -> rival.name() + " " + Formats.percent(rival.accuracy())).toList(),
                    Texts.get("evaluate.card.accuracy.help"), false);
        }

        /** The only card with two figures more: the means whose difference the margin is. */
        private Card margin() {
            List<String> lines = new ArrayList<>();
            lines.add(Texts.format("evaluate.card.margin.means", Formats.reward(f.chosen()),
                    Formats.reward(f.rejected())));
            lines.addAll(beside(of -> Texts.format("evaluate.card.margin.rival", Formats.reward(of.margin()),
                    Formats.reward(of.chosen()), Formats.reward(of.rejected()))));
            return new Card(Texts.get("evaluate.card.margin"), Formats.reward(f.margin()), "", lines,
                    Texts.get("evaluate.card.margin.help"), true);
        }

        private Card logLoss() {
            List<String> lines = new ArrayList<>(List.of(Texts.get("evaluate.card.log-loss.guessing")));
            lines.addAll(beside(of -> Formats.loss(of.logLoss())));
            return new Card(Texts.get("evaluate.card.log-loss"), Formats.loss(f.logLoss()), "", lines,
                    Texts.get("evaluate.card.log-loss.help"), false);
        }

        private List<String> beside(Function<EvaluationFigures, String> words) {
            List<String> lines = new ArrayList<>();
            for (Rival rival : rivals) {
                EvaluationFigures of = rival.figures();
                if (of != null) {
                    lines.add(rival.name() + " " + words.apply(of));
                }
            }
            return lines;
        }

        private Card pairs(Findings findings) {
            List<String> lines = new ArrayList<>(List.of(Texts.format("evaluate.card.pairs.ties", f.ties())));
            if (!findings.pairs().overLong().isEmpty()) {
                lines.add(Texts.format("evaluate.card.pairs.too-long",
                        Formats.count(findings.pairs().overLong().size())));
            }
            int all = findings.pairs().pairs();
            return new Card(Texts.get("evaluate.card.pairs"), Formats.count(f.pairs()),
                    f.pairs() < all ? Texts.format("evaluate.card.pairs.of", Formats.count(all)) : "", lines,
                    Texts.get("evaluate.card.pairs.help"), false);
        }
    }
}
