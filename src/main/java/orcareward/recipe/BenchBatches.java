package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import orcareward.tokenize.TokenizedPair;

/**
 * Batches from a JSON file: {@code {"batches": [[{"prompt": 133, "chosen_total": 376, "rejected_total": 428, "chosen_ids": [..],
 * "rejected_ids": [..]}, ..], ..]}}. Without ids random ones of these lengths are made up: they cost the same.
 */
final class BenchBatches {
    private static final int FIRST_ORDINARY_TOKEN = 3;

    private final Path file;
    private final int vocabulary;
    private final SplittableRandom random = new SplittableRandom(1);

    private BenchBatches(Path file, int vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the file.
     *
     * @throws ProblemException naming the file and the pair that is wrong
     */
    static List<List<TokenizedPair>> read(Path file, int vocabulary) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(file.toString(), "there is no such file",
                    "Make one with reference/make_bench_batches.py");
        }
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new ProblemException(file.toString(), "isn't valid JSON: " + JsonFault.inWords(e),
                    "Make it again with reference/make_bench_batches.py", e);
        }
        List<List<TokenizedPair>> batches = new ArrayList<>();
        BenchBatches reader = new BenchBatches(file, vocabulary);
        for (JsonNode batch : root.path("batches")) {
            List<TokenizedPair> pairs = new ArrayList<>();
            for (JsonNode pair : batch) {
                pairs.add(reader.pair(pair, "batch " + batches.size() + ", pair " + pairs.size()));
            }
            if (!pairs.isEmpty()) {
                batches.add(List.copyOf(pairs));
            }
        }
        if (batches.isEmpty()) {
            throw new ProblemException(file.toString(), "there are no batches in it",
                    "Make one with reference/make_bench_batches.py");
        }
        return batches;
    }

    private TokenizedPair pair(JsonNode node, String where) {
        if (node.has("chosen_ids")) {
            return TokenizedPair.of(0, ids(node.path("chosen_ids"), where), ids(node.path("rejected_ids"), where),
                    null);
        }
        int prompt = node.path("prompt").asInt(-1);
        int chosen = node.path("chosen_total").asInt(-1) - prompt;
        int rejected = node.path("rejected_total").asInt(-1) - prompt;
        if (prompt < 0 || chosen < 0 || rejected < 0 || prompt + chosen == 0 || prompt + rejected == 0) {
            throw new ProblemException(file + ", " + where, "its lengths make no two sequences",
                    "Give prompt, chosen_total and rejected_total with prompt at most as long as both");
        }
        int[] rejectedIds = made(rejected);
        int[] chosenIds = made(chosen);
        if (chosen > 0 && rejected > 0 && chosenIds[0] == rejectedIds[0]) { // else the prompt would be longer than asked
            chosenIds[0] = chosenIds[0] == vocabulary - 1 ? FIRST_ORDINARY_TOKEN : chosenIds[0] + 1;
        }
        return new TokenizedPair(0, made(prompt), chosenIds, rejectedIds, null);
    }

    private int[] made(int count) {
        return random.ints(count, Math.min(FIRST_ORDINARY_TOKEN, vocabulary - 1), vocabulary).toArray();
    }

    private int[] ids(JsonNode node, String where) {
        int[] ids = new int[node.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = node.get(i).asInt(-1);
            if (ids[i] < 0 || ids[i] >= vocabulary) {
                throw new ProblemException(file + ", " + where,
                        "token " + node.get(i) + " isn't one of the model's " + vocabulary,
                        "Make the file with this model's tokenizer");
            }
        }
        if (ids.length == 0) {
            throw new ProblemException(file + ", " + where, "a side has no tokens",
                    "Make the file again with reference/make_bench_batches.py");
        }
        return ids;
    }
}
