package orcareward.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** TRL's pooling: {@code LlamaForSequenceClassification} over right-padded rows. */
class ScoredTokenTest {
    @Test
    void theRewardIsReadAtTheRightmostTokenThatIsNotThePadToken() {
        assertThat(ScoredToken.index(new int[]{5, 6, 7}, 2)).isEqualTo(2);
        assertThat(ScoredToken.index(new int[]{5, 2, 7, 2}, 2)).isEqualTo(2);
        assertThat(ScoredToken.index(new int[]{5, 6, 2, 2, 2}, 2)).isEqualTo(1);
        assertThat(ScoredToken.index(new int[]{5, 2, 2}, 2)).isZero();
    }

    @Test
    void aSequenceOfPadTokensIsReadAtItsFirst() {
        assertThat(ScoredToken.index(new int[]{2, 2, 2}, 2)).isZero();
    }
}
