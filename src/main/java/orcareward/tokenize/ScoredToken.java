package orcareward.tokenize;

/** Where the reward is read. */
public final class ScoredToken {
    private ScoredToken() {
    }

    /**
     * The rightmost token that isn't the pad id; 0 when there are only pads. The attention mask is not consulted, as in
     * transformers' {@code GenericForSequenceClassification.forward}.
     *
     * @return index into prompt and response together
     */
    public static int index(int[] prompt, int[] response, int padTokenId) {
        for (int i = response.length - 1; i >= 0; i--) {
            if (response[i] != padTokenId) {
                return prompt.length + i;
            }
        }
        return index(prompt, padTokenId);
    }

    /** The same for a sequence in one piece. */
    public static int index(int[] ids, int padTokenId) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] != padTokenId) {
                return i;
            }
        }
        return 0;
    }
}
