package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import orcareward.recipe.EvaluationFigures;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/**
 * One figure of an evaluation with what stands below it.
 *
 * @param title what it is
 * @param figure its value in words
 * @param lines its interval or parts, then the baselines' values
 * @param help what it means, in a sentence
 */
record Card(String title, String figure, List<String> lines, String help) {
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
                    card(Texts.get("evaluate.card.log-loss"), r -> Formats.loss(r.logLoss()),
                            Texts.get("evaluate.card.log-loss.note"), Texts.get("evaluate.card.log-loss.help")),
                    card(Texts.get("evaluate.card.calibration"), r -> Formats.percent(r.calibrationError()),
                            Texts.get("evaluate.card.calibration.note"), Texts.get("evaluate.card.calibration.help")),
                    pairs(findings));
        }

        private Card accuracy() {
            List<String> lines = new ArrayList<>();
            lines.add(Texts.format("evaluate.card.interval", Formats.percent(f.accuracy().lower()),
                    Formats.percent(f.accuracy().upper())));
            rivals.forEach(rival -> lines.add(beside(rival, Formats.percent(rival.accuracy()))));
            return new Card(Texts.get("evaluate.card.accuracy"), Formats.percent(f.accuracy().value()), lines,
                    Texts.get("evaluate.card.accuracy.help"));
        }

        /** The only card with two figures more: the means whose difference the margin is. */
        private Card margin() {
            List<String> lines = new ArrayList<>();
            lines.add(means(Texts.get("evaluate.chosen"), f.chosen()) + ", "
                    + means(Texts.get("evaluate.rejected"), f.rejected()));
            for (Rival rival : rivals) {
                EvaluationFigures of = rival.figures();
                if (of != null) {
                    lines.add(beside(rival, Formats.reward(of.margin()) + " (" + Formats.reward(of.chosen()) + ", "
                            + Formats.reward(of.rejected()) + ")"));
                }
            }
            return new Card(Texts.get("evaluate.card.margin"), Formats.reward(f.margin()), lines,
                    Texts.get("evaluate.card.margin.help"));
        }

        private static String means(String side, double reward) {
            return side + " " + Formats.reward(reward);
        }

        private Card card(String title, Function<EvaluationFigures, String> words, String note, String help) {
            List<String> lines = new ArrayList<>(List.of(note));
            for (Rival rival : rivals) {
                EvaluationFigures figures = rival.figures();
                if (figures != null) {
                    lines.add(beside(rival, words.apply(figures)));
                }
            }
            return new Card(title, words.apply(f), lines, help);
        }

        private Card pairs(Findings findings) {
            List<String> lines = new ArrayList<>();
            int all = findings.pairs().pairs();
            lines.add(f.pairs() < all
                    ? Texts.format("evaluate.card.pairs.of", Formats.count(all))
                    : Texts.format("evaluate.card.pairs.rows", Formats.count(findings.pairs().rowsInFile())));
            lines.add(Texts.format("evaluate.card.pairs.ties", f.ties()));
            if (!findings.pairs().overLong().isEmpty()) {
                lines.add(Texts.format("evaluate.card.pairs.too-long",
                        Formats.count(findings.pairs().overLong().size())));
            }
            return new Card(Texts.get("evaluate.card.pairs"), Formats.count(f.pairs()), lines,
                    Texts.get("evaluate.card.pairs.help"));
        }

        private static String beside(Rival rival, String value) {
            return rival.name() + " " + value;
        }
    }
}
