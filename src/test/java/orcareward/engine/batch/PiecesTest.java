package orcareward.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orcareward.tokenize.TokenizedPair;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static TokenizedPair pair(int prompt, int chosen, int rejected) {
        return new TokenizedPair(0, new int[prompt], new int[chosen], new int[rejected], null);
    }

    @Test
    void pairsStayWholeAndInOrderAndFillEachPiece() {
        TokenizedPair a = pair(10, 20, 30);
        TokenizedPair b = pair(0, 5, 5);
        TokenizedPair c = pair(40, 40, 40);
        assertThat(Pieces.of(List.of(a, b, c), 70)).containsExactly(List.of(a, b), List.of(c));
        assertThat(Pieces.of(List.of(a, b, c), 69)).containsExactly(List.of(a), List.of(b), List.of(c));
        assertThat(Pieces.of(List.of(a, b, c), 190)).containsExactly(List.of(a, b, c));
    }

    @Test
    void aPairLongerThanAPieceIsOneOfItsOwn() {
        TokenizedPair lengthy = pair(100, 100, 100);
        TokenizedPair brief = pair(1, 1, 1);
        assertThat(Pieces.of(List.of(brief, lengthy, brief), 50)).containsExactly(List.of(brief), List.of(lengthy),
                List.of(brief));
    }

    @Test
    void noPairsMakeNoPieces() {
        assertThat(Pieces.of(List.of(), 50)).isEmpty();
    }
}
