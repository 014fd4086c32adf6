package orcareward.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import orcareward.data.PreferenceDataset;
import orcareward.event.RunControl;
import orcareward.tokenize.TokenizedPair;
import org.jspecify.annotations.NullMarked;

/** Pairs for tests of screens: the demo's texts, repeated, with rewards out of a random generator. */
@NullMarked
public final class SamplePairs {
    private SamplePairs() {
    }

    /** So many pairs; rows count from 0 and pairs are rows. */
    public static EvaluatedPairs pairs(Path folder, int count) throws IOException {
        List<String> lines;
        try (InputStream in = Objects
                .requireNonNull(SamplePairs.class.getResourceAsStream("/orcareward/demo/preferences.jsonl"))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        Path file = folder.resolve("preferences.jsonl");
        Files.write(file, IntStream.range(0, count).mapToObj(i -> lines.get(i % lines.size())).toList());
        return of(file, folder, count, 3);
    }

    /** Pairs of a file that the caller wrote. */
    public static EvaluatedPairs of(Path file, Path folder, int count, int overLong) throws IOException {
        List<TokenizedPair> rows = IntStream.range(0, count)
                .mapToObj(i -> new TokenizedPair(i, new int[0], new int[0], new int[0], null)).toList();
        PairTexts texts = PairTexts.copy(PreferenceDataset.open(file, Map.of()), rows, folder.resolve("texts"),
                row -> {
                }, new RunControl());
        return new EvaluatedPairs(file.toString(), count + overLong, count,
                IntStream.range(count, count + overLong).asLongStream().boxed().toList(), "chat", texts);
    }

    /** Rewards of a model that is right in most pairs and likes length a little. */
    public static PairScores scores(int count, long seed, double skill) {
        Random random = new Random(seed);
        long[] rows = new long[count];
        double[] chosen = new double[count];
        double[] rejected = new double[count];
        int[] chosenTokens = new int[count];
        int[] rejectedTokens = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
            chosenTokens[i] = 30 + (int) Math.abs(60 * random.nextGaussian());
            rejectedTokens[i] = 40 + (int) Math.abs(90 * random.nextGaussian());
            double length = (chosenTokens[i] - rejectedTokens[i]) / 200.0;
            chosen[i] = (float) (skill / 2 + length + 0.9 * random.nextGaussian());
            rejected[i] = (float) (-skill / 2 + 0.9 * random.nextGaussian());
        }
        return PairScores.of(rows, chosen, rejected, chosenTokens, rejectedTokens);
    }

    /** The first pairs of some. */
    public static PairScores first(PairScores all, int count) {
        return PairScores.of(IntStream.range(0, count).mapToLong(all::row).toArray(),
                IntStream.range(0, count).mapToDouble(all::chosen).toArray(),
                IntStream.range(0, count).mapToDouble(all::rejected).toArray(),
                IntStream.range(0, count).map(all::chosenTokens).toArray(),
                IntStream.range(0, count).map(all::rejectedTokens).toArray());
    }
}
