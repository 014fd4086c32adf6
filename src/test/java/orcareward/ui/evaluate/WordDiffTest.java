package orcareward.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orcareward.ui.evaluate.WordDiff.Run;
import org.junit.jupiter.api.Test;

class WordDiffTest {
    private static String whole(List<Run> runs) {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    private static String shared(List<Run> runs) {
        return runs.stream().filter(run -> !run.differs()).map(Run::text).collect(Collectors.joining());
    }

    @Test
    void marksTheWordsThatDiffer() {
        WordDiff diff = WordDiff.of("The cat sat on the mat.", "The dog sat on the old mat.");
        assertThat(diff.marked()).isTrue();
        assertThat(diff.left()).containsExactly(new Run("The ", false), new Run("cat ", true),
                new Run("sat on the mat.", false));
        assertThat(diff.right()).containsExactly(new Run("The ", false), new Run("dog ", true),
                new Run("sat on the ", false), new Run("old ", true), new Run("mat.", false));
    }

    @Test
    void equalTextsHaveNoMarksAndEmptyOnesNoRuns() {
        assertThat(WordDiff.of("  Same, \n same  ", "  Same, \n same  ").left())
                .containsExactly(new Run("  Same, \n same  ", false));
        assertThat(WordDiff.of("", "").left()).isEmpty();
        assertThat(WordDiff.of("", "words").right()).containsExactly(new Run("words", false));
    }

    @Test
    void textsThatShareTooLittleAreLeftUnmarked() {
        WordDiff diff = WordDiff.of("Four.", "I can't say, since nobody has told me what two and two are");
        assertThat(diff.marked()).isFalse();
        assertThat(diff.left()).containsExactly(new Run("Four.", false));
    }

    @Test
    void textsThatAreTooLongAreLeftUnmarkedAtOnce() {
        String left = words(new Random(1), 50_000);
        String right = words(new Random(2), 50_000);
        assertThat(WordDiff.of(left, right).marked()).isFalse();
        assertThat(WordDiff.of(words(new Random(3), 3000), words(new Random(4), 3000)).left()).hasSize(1);
    }

    @Test
    void nothingIsLostAndBothSidesShareTheSame() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            String left = words(random, random.nextInt(40));
            String right = words(random, random.nextInt(40));
            WordDiff diff = WordDiff.of(left, right);
            assertThat(whole(diff.left())).isEqualTo(left);
            assertThat(whole(diff.right())).isEqualTo(right);
            if (diff.marked()) {
                assertThat(shared(diff.left())).isEqualTo(shared(diff.right()));
                assertThat(shared(diff.left()).split(" ", -1).length - 1).isEqualTo(longestShared(left, right));
            }
        }
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> "abc".charAt(random.nextInt(3)) + " ")
                .collect(Collectors.joining());
    }

    /** By the table that needs no thought. */
    private static int longestShared(String left, String right) {
        String[] a = left.isEmpty() ? new String[0] : left.split(" ");
        String[] b = right.isEmpty() ? new String[0] : right.split(" ");
        int[][] best = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                best[i][j] = a[i - 1].equals(b[j - 1])
                        ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[a.length][b.length];
    }
}
