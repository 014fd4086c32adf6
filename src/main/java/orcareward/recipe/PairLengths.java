package orcareward.recipe;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import orcareward.tokenize.TokenizedPair;

/** Lengths of many pairs in tokens, 12 bytes a pair. */
public final class PairLengths {
    private static final int PARTS = 3;

    private final int[] parts;

    private PairLengths(int[] parts) {
        this.parts = parts;
    }

    /** Those of some pairs, in their order. */
    static PairLengths of(List<TokenizedPair> pairs) {
        int[] parts = new int[PARTS * pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            TokenizedPair pair = pairs.get(i);
            parts[PARTS * i] = pair.promptIds().length;
            parts[PARTS * i + 1] = pair.chosenIds().length;
            parts[PARTS * i + 2] = pair.rejectedIds().length;
        }
        return new PairLengths(parts);
    }

    /** How many pairs. */
    public int size() {
        return parts.length / PARTS;
    }

    /** Tokens of the shared prompt. */
    public int prompt(int pair) {
        return parts[PARTS * pair];
    }

    /** Tokens of prompt and chosen response together. */
    public int chosen(int pair) {
        return parts[PARTS * pair] + parts[PARTS * pair + 1];
    }

    /** Tokens of prompt and rejected response together. */
    public int rejected(int pair) {
        return parts[PARTS * pair] + parts[PARTS * pair + 2];
    }

    /** Tokens that are computed for a pair: the shared prompt once. */
    public int computed(int pair) {
        return parts[PARTS * pair] + parts[PARTS * pair + 1] + parts[PARTS * pair + 2];
    }

    /** Tokens of the longer side. */
    public int longer(int pair) {
        return Math.max(chosen(pair), rejected(pair));
    }

    /** Computed tokens of all pairs together. */
    public long computedTokens() {
        return LongStream.range(0, size()).map(pair -> computed((int) pair)).sum();
    }

    /** Lengths of the chosen sides, for a histogram. */
    public double[] chosenLengths() {
        return of(this::chosen);
    }

    /** Lengths of the rejected sides, for a histogram. */
    public double[] rejectedLengths() {
        return of(this::rejected);
    }

    private double[] of(IntUnaryOperator length) {
        return IntStream.range(0, size()).map(length).asDoubleStream().toArray();
    }
}
