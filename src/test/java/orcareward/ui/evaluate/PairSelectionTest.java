package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import orcareward.recipe.EvaluatedPairs;
import orcareward.recipe.EvaluationFigures;
import orcareward.recipe.PairScores;
import orcareward.recipe.SamplePairs;
import orcareward.ui.evaluate.PairQuery.Length;
import orcareward.ui.evaluate.PairQuery.Show;
import orcareward.ui.evaluate.PairQuery.Sort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six pairs by hand: margins +2, -1, 0, +0.5, -3 and one that is no number. */
class PairSelectionTest {
    private static final String OTHER = "other";

    @TempDir
    private Path folder;
    private EvaluatedPairs pairs;
    private Findings findings;

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("pairs.jsonl");
        Files.write(file, IntStream.range(0, 6)
                .mapToObj(i -> "{\"prompt\": \"%s\", \"chosen\": \"yes %d\", \"rejected\": \"No %d\"}"
                        .formatted("fedcba".charAt(i), i, i))
                .toList());
        pairs = SamplePairs.of(file, folder, 6, 0);
        PairScores scores = PairScores.of(new long[]{0, 1, 2, 3, 4, 5},
                new double[]{1, 0, 0.25, 1.5, -1, Double.NaN}, new double[]{-1, 1, 0.25, 1, 2, 0},
                new int[]{10, 20, 30, 40, 50, 60}, new int[]{20, 20, 10, 10, 90, 60});
        EvaluationFigures figures = EvaluationFigures.of(scores);
        findings = new Findings("model", pairs, scores, figures,
                List.of(Rival.longer("longer", scores, figures),
                        Rival.model(OTHER, figures, new double[]{-1, -2, 1, Double.NaN, 4, 1}),
                        Rival.untrained("untrained", figures)));
    }

    @AfterEach
    void close() throws IOException {
        Objects.requireNonNull(pairs.texts()).close();
    }

    private int[] ask(Show show, Length length, String search, @Nullable Sort sort, boolean ascending)
            throws IOException {
        return PairSelection.of(findings, new PairQuery(show, length, search, OTHER, sort, ascending), () -> false);
    }

    private int[] ask(Show show) throws IOException {
        return ask(show, Length.ANY, "", null, true);
    }

    @Test
    void eachSelectionHasItsPairsInItsOrder() throws IOException {
        assertThat(ask(Show.ALL)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(ask(Show.WRONG)).containsExactly(1, 2, 4, 5);
        assertThat(ask(Show.SUREST_MISTAKES)).containsExactly(4, 1);
        assertThat(ask(Show.CLOSEST)).containsExactly(2, 3, 1, 0, 4, 5);
        // The other model ranks 0 wrong, 2, 4 and 5 right, and has not read 3.
        assertThat(ask(Show.FLIPS)).containsExactly(0, 2, 4, 5);
    }

    @Test
    void flipsNeedABaselineThatRanksPairs() throws IOException {
        assertThat(PairSelection.of(findings, new PairQuery(Show.FLIPS, Length.ANY, "", "untrained", null, true),
                () -> false)).isEmpty();
        assertThat(PairSelection.of(findings, new PairQuery(Show.FLIPS, Length.ANY, "", null, null, true),
                () -> false)).isEmpty();
        // Longer is right for 2 and 3 only; the model for 0 and 3.
        assertThat(PairSelection.of(findings, new PairQuery(Show.FLIPS, Length.ANY, "", "longer", null, true),
                () -> false)).containsExactly(0, 2);
    }

    @Test
    void lengthsAndTextsNarrowItDown() throws IOException {
        assertThat(ask(Show.ALL, Length.CHOSEN_LONGER, "", null, true)).containsExactly(2, 3);
        assertThat(ask(Show.ALL, Length.CHOSEN_SHORTER, "", null, true)).containsExactly(0, 4);
        assertThat(ask(Show.WRONG, Length.EQUAL, "", null, true)).containsExactly(1, 5);
        assertThat(ask(Show.ALL, Length.ANY, " NO 4 ", null, true)).containsExactly(4);
        assertThat(ask(Show.ALL, Length.EQUAL, "yes", null, true)).containsExactly(1, 5);
    }

    @Test
    void columnsSortBothWaysAndWhatIsNoNumberComesLast() throws IOException {
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.MARGIN, true)).containsExactly(4, 1, 2, 3, 0, 5);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.MARGIN, false)).containsExactly(0, 3, 2, 1, 4, 5);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.RIGHT, false)).containsExactly(0, 3, 1, 2, 4, 5);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.TOKENS, true)).containsExactly(4, 0, 1, 5, 2, 3);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.RIVAL, true)).containsExactly(1, 0, 2, 5, 4, 3);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.PROMPT, true)).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(ask(Show.WRONG, Length.ANY, "", Sort.ROW, false)).containsExactly(5, 4, 2, 1);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.CHOSEN, true)).containsExactly(4, 1, 2, 0, 3, 5);
        assertThat(ask(Show.ALL, Length.ANY, "", Sort.REJECTED, false)).containsExactly(4, 1, 3, 2, 5, 0);
    }

    @Test
    void theCardsSayWhatWasCountedByHand() {
        PairScores scores = PairScores.of(new long[]{0, 1, 2, 3}, new double[]{1, 0, 0.25, 1.5},
                new double[]{-1, 1, 0.25, 1}, new int[]{10, 20, 30, 40}, new int[]{20, 20, 10, 10});
        EvaluationFigures figures = EvaluationFigures.of(scores);
        Findings four = new Findings("model", pairs, scores, figures,
                List.of(Rival.longer("longer", scores, figures), Rival.model(OTHER, figures, new double[4])));
        List<Card> cards = Card.of(four);
        // Two of four right; margins +2, -1, 0, +0.5; log-loss (0.1269 + 1.3133 + 0.6931 + 0.4741) / 4.
        assertThat(cards.get(0).figure()).isEqualTo("50.0 %");
        assertThat(cards.get(0).note()).isEqualTo("\u00b1 35.0 %");
        assertThat(cards.get(0).lines()).containsExactly("longer 50.0 %", "other 50.0 %");
        assertThat(cards.get(1).figure()).isEqualTo("+0.375");
        assertThat(cards.get(1).lines()).containsExactly("chosen +0.688, rejected +0.313",
                "other +0.375 (+0.688, +0.313)");
        assertThat(cards.get(2).figure()).isEqualTo("0.6519");
        assertThat(cards.get(2).lines()).containsExactly("guessing 0.6931", "other 0.6519");
        assertThat(cards.get(4).figure()).isEqualTo("4");
        assertThat(cards.get(4).note()).isEqualTo("of 6");
        assertThat(cards.get(4).lines()).containsExactly("1 tie");
        assertThat(Card.of(new Findings("model", pairs, PairScores.none(), null, List.of()))).isEmpty();
    }

    @Test
    void sortingIsStable() {
        int[] pairs = IntStream.range(0, 100_000).toArray();
        assertThat(PairSelection.sorted(pairs, pair -> -pair, true)[0]).isEqualTo(99_999);
        assertThat(PairSelection.sorted(pairs, pair -> pair % 2, true)).startsWith(0, 2, 4).endsWith(99_997, 99_999);
        assertThat(PairSelection.sorted(pairs, pair -> pair % 2, false)).startsWith(1, 3, 5).endsWith(99_996, 99_998);
    }
}
