package orcareward.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import orcareward.config.PromptFormat;
import orcareward.data.PreferencePair;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ids as TRL's RewardTrainer made them. */
@NullMarked
class GoldenTokenizationTest {
    @Test
    void theFourFormsOfRowsGetTrlsIds() throws IOException {
        try (RewardTokenizer tokenizer = load(GoldenRows.folder("tiny-llama-rm"))) {
            check(tokenizer, GoldenRows.read("tokenization.json").get("tiny"));
        }
    }

    @Test
    @Tag("reference")
    void theFourFormsOfRowsGetTrlsIdsFromTheRealSmolLm2() throws IOException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("model.dir"), "-Dmodel.dir=DIR"));
        try (RewardTokenizer tokenizer = load(folder)) {
            check(tokenizer, GoldenRows.read("tokenization.json").get("smollm2"));
        }
    }

    private static void check(RewardTokenizer tokenizer, JsonNode golden) {
        for (String form : List.of("standard_explicit", "standard_implicit", "conversational_explicit",
                "conversational_implicit")) {
            assertThat(golden.get(form)).as(form).isNotEmpty();
            for (JsonNode row : golden.get(form)) {
                PreferencePair pair = GoldenRows.pair(0, row.get("row"));
                PromptFormat format = PromptFormats.resolve(PromptFormat.AUTO, pair);
                TokenizedPair ids = tokenizer.tokenize(pair, format);
                assertThat(GoldenRows.chosen(ids)).as(form).isEqualTo(GoldenRows.ids(row.get("chosen_input_ids")));
                assertThat(GoldenRows.rejected(ids)).as(form).isEqualTo(GoldenRows.ids(row.get("rejected_input_ids")));
            }
        }
        for (JsonNode sample : golden.get("encode")) {
            int[] ids = tokenizer.encode(sample.get("text").asText());
            assertThat(ids).isEqualTo(GoldenRows.ids(sample.get("ids")));
            assertThat(tokenizer.decode(ids)).isEqualTo(sample.get("decode").asText());
            for (int i = 0; i < ids.length; i++) {
                assertThat(tokenizer.tokenText(ids[i])).isEqualTo(sample.get("tokens").get(i).asText());
            }
        }
        assertThat(tokenizer.chatTemplate().orElseThrow()
                .render(GoldenRows.messages(chat(golden)))).isEqualTo(golden.get("chat_template_text").get(0).asText());
        assertThat(tokenizer.padTokenId()).isEqualTo(golden.get("pad").asInt());
        assertThat(tokenizer.eosToken()).isEqualTo(Optional.of("<|im_end|>"));
    }

    private static JsonNode chat(JsonNode golden) {
        return golden.get("conversational_implicit").get(0).get("row").get("chosen");
    }

    @Test
    void aWholeDataSetGetsTrlsIdsAndLosesTheRowsThatTrlDrops() throws Exception {
        JsonNode golden = GoldenRows.read("data/tokenized.json");
        int maxLength = golden.get("max_length").asInt();
        try (RewardTokenizer tokenizer = load(GoldenRows.folder("tiny-llama-rm"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (String split : List.of("train", "eval")) {
                List<Future<TokenizedPair>> pairs = new ArrayList<>();
                for (String line : Files.readAllLines(GoldenRows.folder("data/" + split + ".jsonl"))) {
                    PreferencePair pair = GoldenRows.pair(pairs.size(), GoldenRows.JSON.readTree(line));
                    // On several threads, as the trainer does it.
                    pairs.add(threads.submit(() -> tokenizer.tokenize(pair, PromptFormat.PLAIN)));
                }
                List<TokenizedPair> kept = new ArrayList<>();
                List<Long> dropped = new ArrayList<>();
                for (Future<TokenizedPair> pair : pairs) {
                    if (RewardTokenizer.fits(pair.get(), maxLength)) {
                        kept.add(pair.get());
                    } else {
                        dropped.add(pair.get().index());
                    }
                }
                assertThat(dropped).isEqualTo(longs(golden.get("dropped_original_indices").get(split)));
                assertThat(kept.stream().map(TokenizedPair::index).toList())
                        .isEqualTo(longs(golden.get("kept_original_indices").get(split)));
                JsonNode expected = golden.get("tokenized").get(split);
                for (int i = 0; i < kept.size(); i++) {
                    assertThat(GoldenRows.chosen(kept.get(i)))
                            .isEqualTo(GoldenRows.ids(expected.get(i).get("chosen_input_ids")));
                    assertThat(GoldenRows.rejected(kept.get(i)))
                            .isEqualTo(GoldenRows.ids(expected.get(i).get("rejected_input_ids")));
                }
            }
        }
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> longs = new ArrayList<>();
        array.forEach(number -> longs.add(number.asLong()));
        return longs;
    }

    static RewardTokenizer load(Path folder) {
        return RewardTokenizer.load(folder, RewardTokenizer.Settings.NONE, Clock.systemUTC());
    }
}
