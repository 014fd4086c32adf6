package orcareward.engine.batch;

import java.util.ArrayList;
import java.util.List;
import orcareward.tokenize.TokenizedPair;

/**
 * A micro-batch in pieces that are computed one after the other. Every pair's part of the loss depends on its own two rewards alone,
 * so gradients add up to those of the whole; memory is that of the largest piece.
 */
public final class Pieces {
    private Pieces() {
    }

    /** Runs of pairs, in their order, of at most so many tokens each; a pair that is longer is a piece of its own. */
    public static List<List<TokenizedPair>> of(List<TokenizedPair> pairs, int maxTokens) {
        List<List<TokenizedPair>> pieces = new ArrayList<>();
        int from = 0;
        long tokens = 0;
        for (int i = 0; i < pairs.size(); i++) {
            TokenizedPair pair = pairs.get(i);
            long own = (long) pair.promptIds().length + pair.chosenIds().length + pair.rejectedIds().length;
            if (i > from && tokens + own > maxTokens) {
                pieces.add(pairs.subList(from, i));
                from = i;
                tokens = 0;
            }
            tokens += own;
        }
        if (from < pairs.size()) {
            pieces.add(pairs.subList(from, pairs.size()));
        }
        return pieces;
    }
}
