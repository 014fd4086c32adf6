package orcareward.tokenize;

/** Which token's hidden state the reward is read from. */
public final class ScoredToken {
    private ScoredToken() {
    }

    /**
     * The rightmost token that is not the pad token, as transformers' sequence classification pools; an appended EOS that is
     * also the pad token is passed over. 0 when all are.
     *
     * @param ids one whole sequence, at least one token
     */
    public static int index(int[] ids, int padTokenId) {
        for (int i = ids.length - 1; i > 0; i--) {
            if (ids[i] != padTokenId) {
                return i;
            }
        }
        return 0;
    }
}
