package orcareward.ui.evaluate;

import java.io.IOException;
import java.util.List;
import orcareward.recipe.PairScores;
import orcareward.recipe.PairText;
import orcareward.recipe.PairTexts;

/**
 * One pair as it is shown side by side.
 *
 * @param pair its number in the evaluation
 * @param row its 0-based row in the file
 * @param text what it says
 * @param diff which words differ
 * @param chosen the chosen side's reward and tokens
 * @param rejected the rejected side's
 * @param least the lowest reward of the whole evaluation, or 0 where that is lower: where bars may begin
 * @param most the highest, or 0
 * @param verdicts what each baseline that ranks pairs says, in order
 */
record OpenPair(int pair, long row, PairText text, WordDiff diff, Side chosen, Side rejected, double least,
        double most, List<Verdict> verdicts) {
    OpenPair {
        verdicts = List.copyOf(verdicts);
    }

    /** One response's numbers. */
    record Side(double reward, int tokens) {
    }

    /** A baseline's margin for the pair. */
    record Verdict(String rival, double margin) {
    }

    double margin() {
        return chosen.reward - rejected.reward;
    }

    /** Reads the texts and compares them; off the FX thread. */
    static OpenPair read(Findings findings, int pair) throws IOException {
        PairScores scores = findings.scores();
        PairTexts texts = findings.pairs().texts();
        PairText text = texts == null ? new PairText("", "", "", "") : texts.text(pair);
        double least = 0;
        double most = 0;
        for (int i = 0; i < scores.size(); i++) {
            least = Math.min(least, Math.min(scores.chosen(i), scores.rejected(i)));
            most = Math.max(most, Math.max(scores.chosen(i), scores.rejected(i)));
        }
        return new OpenPair(pair, scores.row(pair), text, WordDiff.of(text.chosen(), text.rejected()),
                new Side(scores.chosen(pair), scores.chosenTokens(pair)),
                new Side(scores.rejected(pair), scores.rejectedTokens(pair)), least, most, verdicts(findings, pair));
    }

    /** What the baselines say of a pair so far. */
    static List<Verdict> verdicts(Findings findings, int pair) {
        return findings.rivals().stream().filter(Rival::ranksPairs)
                .map(rival -> new Verdict(rival.name(), rival.margin(pair))).toList();
    }
}
