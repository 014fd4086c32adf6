package orcareward.ui.evaluate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import orcareward.recipe.PairScores;
import orcareward.recipe.PairTexts;
import orcareward.ui.evaluate.PairQuery.Sort;
import org.jspecify.annotations.Nullable;

/** Answers a query with pair numbers. 100,000 pairs take some 20 ms, or a second where all texts are searched: keep it off the FX thread. */
final class PairSelection {
    private static final int CLOSEST_SHARE = 10;
    private static final int CLOSEST_LEAST = 10;
    private static final int MISTAKES = 100;

    private final Findings findings;
    private final PairScores scores;
    private final PairQuery query;
    private final @Nullable Rival rival;

    private PairSelection(Findings findings, PairQuery query) {
        this.findings = findings;
        this.scores = findings.scores();
        this.query = query;
        this.rival = query.rival() == null ? null : findings.rival(query.rival());
    }

    /** The pairs in order; {@code stop} is asked during a search of texts. */
    static int[] of(Findings findings, PairQuery query, BooleanSupplier stop) throws IOException {
        return new PairSelection(findings, query).select(stop);
    }

    private int[] select(BooleanSupplier stop) throws IOException {
        int[] pairs = IntStream.range(0, scores.size()).filter(shown().and(length())).toArray();
        PairTexts texts = findings.pairs().texts();
        if (!query.search().isBlank() && texts != null) {
            pairs = texts.containing(query.search().strip(), pairs, stop);
        }
        pairs = switch (query.show()) {
            case ALL, WRONG, FLIPS -> sorted(pairs, scores::row, true);
            case CLOSEST -> first(sorted(pairs, pair -> Math.abs(scores.margin(pair)), true),
                    Math.max(CLOSEST_LEAST, scores.size() / CLOSEST_SHARE));
            case SUREST_MISTAKES -> first(sorted(pairs, scores::margin, true), MISTAKES);
        };
        return query.sort() == null ? pairs : sortedByColumn(pairs, query.sort());
    }

    private IntPredicate shown() {
        return switch (query.show()) {
            case ALL, CLOSEST -> pair -> true;
            case WRONG -> pair -> !scores.isRight(pair);
            case SUREST_MISTAKES -> pair -> scores.margin(pair) < 0;
            case FLIPS -> this::isFlip;
        };
    }

    private boolean isFlip(int pair) {
        double other = rival == null ? Double.NaN : rival.margin(pair);
        return !Double.isNaN(other) && scores.isRight(pair) != other > 0;
    }

    private IntPredicate length() {
        return switch (query.length()) {
            case ANY -> pair -> true;
            case CHOSEN_LONGER -> pair -> scores.chosenTokens(pair) > scores.rejectedTokens(pair);
            case CHOSEN_SHORTER -> pair -> scores.chosenTokens(pair) < scores.rejectedTokens(pair);
            case EQUAL -> pair -> scores.chosenTokens(pair) == scores.rejectedTokens(pair);
        };
    }

    private static int[] first(int[] pairs, int most) {
        return pairs.length <= most ? pairs : Arrays.copyOf(pairs, most);
    }

    private int[] sortedByColumn(int[] pairs, Sort sort) {
        return switch (sort) {
            case ROW -> sorted(pairs, scores::row, query.ascending());
            case RIGHT -> sorted(pairs, pair -> scores.isRight(pair) ? 1 : 0, query.ascending());
            case CHOSEN -> sorted(pairs, scores::chosen, query.ascending());
            case REJECTED -> sorted(pairs, scores::rejected, query.ascending());
            case MARGIN -> sorted(pairs, scores::margin, query.ascending());
            case RIVAL -> sorted(pairs, pair -> rival == null ? 0 : rival.margin(pair), query.ascending());
            case TOKENS -> sorted(pairs, pair -> scores.chosenTokens(pair) - scores.rejectedTokens(pair),
                    query.ascending());
            case PROMPT -> byPrompt(pairs);
        };
    }

    private int[] byPrompt(int[] pairs) {
        Comparator<Integer> order = Comparator.comparing(findings::opening, String.CASE_INSENSITIVE_ORDER);
        return IntStream.of(pairs).boxed().sorted(query.ascending() ? order : order.reversed())
                .mapToInt(Integer::intValue).toArray();
    }

    /** Stable, also downwards; what isn't a number comes last. Ranks first, so that numbers are compared and no objects are. */
    static int[] sorted(int[] pairs, IntToDoubleFunction key, boolean ascending) {
        double[] keys = new double[pairs.length];
        Arrays.setAll(keys, i -> (ascending ? 1 : -1) * key.applyAsDouble(pairs[i]));
        double[] ranks = keys.clone();
        Arrays.sort(ranks);
        long[] ranked = new long[pairs.length];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = (long) rank(ranks, keys[i]) << Integer.SIZE | i;
        }
        Arrays.sort(ranked);
        int[] sorted = new int[pairs.length];
        Arrays.setAll(sorted, i -> pairs[(int) ranked[i]]);
        return sorted;
    }

    /** The first place of a value among sorted ones, so that equal values share it. */
    private static int rank(double[] ranks, double value) {
        int from = 0;
        int to = ranks.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Double.compare(ranks[middle], value) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
