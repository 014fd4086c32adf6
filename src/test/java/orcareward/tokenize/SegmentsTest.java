package orcareward.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class SegmentsTest {
    private static final Path TINY = GoldenRows.folder("tiny-llama-rm");
    private static final List<String> PIECES = List.of("<|im_start|>", "<|im_end|>", "<|im_end|>", "\n", " ", "  ",
            "user", "assistant", "<|im", "_end|>", "<|", "|>", "é", "猫", "👍🏽", "12", "don't", "\t\n",
            "<|endoftext|>");

    @TempDir
    private Path folder;

    @Test
    void aTextIsCutBehindItsSpecialTokens() {
        Segments segments = new Segments(Map.of("<a>", 1, "<b>", 2), false);
        assertThat(segments.of("x<a>y<b><a>z")).containsExactly("x<a>", "y<b>", "<a>", "z");
        assertThat(segments.of("x<a>")).containsExactly("x<a>");
        assertThat(segments.of("")).containsExactly("");
        assertThat(new Segments(Map.of(), false).of("x<a>y")).containsExactly("x<a>y");
    }

    @Test
    void underGpt2sPatternATextIsCutBeforeWordsThatFollowAVisibleCharacter() {
        Segments segments = new Segments(Map.of("<a>", 1), true);
        assertThat(segments.of("<a>user\nWhat is 1 + 1,  my friend? Don't<a> it")).containsExactly("<a>", "user\nWhat",
                " is 1 + 1,  my", " friend?", " Don't<a>", " it");
        assertThat(segments.of(" a é b")).containsExactly(" a é b");
    }

    @Test
    void aTokenThatStandsInAnotherOrSwallowsBlanksIsNoPlaceToCut() throws IOException {
        ObjectNode definition = GoldenRows.JSON.createObjectNode();
        definition.putObject("pre_tokenizer").put("type", "ByteLevel");
        add(definition, 1, "<a>", true, false);
        add(definition, 2, "<a>!", true, false);
        add(definition, 3, "<b>", true, true);
        add(definition, 4, "<c>", false, false);
        add(definition, 5, "<d>", true, false);
        assertThat(Segments.of(definition).tokens()).containsExactlyInAnyOrderEntriesOf(Map.of("<a>!", 2, "<d>", 5));
        definition.putObject("normalizer").put("type", "Prepend").put("prepend", "_");
        assertThat(Segments.of(definition).tokens()).isEmpty();
    }

    /** It asks what stands before it, and behind a cut nothing would. */
    @Test
    void whereATokenCountsAsAWholeWordAloneNothingIsCut() throws IOException {
        ObjectNode definition = GoldenRows.JSON.createObjectNode();
        add(definition, 1, "<a>", true, false);
        assertThat(Segments.of(definition).tokens()).containsKey("<a>");
        add(definition, 2, "foo", false, false);
        ((ObjectNode) definition.withArray("added_tokens").get(1)).put("single_word", true);
        assertThat(Segments.of(definition).tokens()).isEmpty();
    }

    private static void add(ObjectNode definition, int id, String content, boolean special, boolean rstrip) {
        definition.withArray("added_tokens").addObject().put("id", id).put("content", content).put("special", special)
                .put("normalized", !special).put("rstrip", rstrip);
    }

    @Test
    void theIdsOfSegmentsAreThoseOfTheWholeText() throws IOException {
        compare(TINY);
    }

    @Test
    void theyAreThatWhenTokensOverlapToo() throws IOException {
        try (var files = Files.list(TINY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        }
        Path file = folder.resolve("tokenizer.json");
        ObjectNode definition = (ObjectNode) GoldenRows.JSON.readTree(Files.readAllBytes(file));
        int id = definition.path("added_tokens").size() + definition.at("/model/vocab").size();
        for (String content : List.of("r<|im", "<|", "|>\n", "_end|> ")) {
            definition.withArray("added_tokens").addObject().put("id", id++).put("content", content)
                    .put("single_word", false).put("lstrip", false).put("rstrip", false).put("normalized", false)
                    .put("special", true);
        }
        Files.writeString(file, definition.toString());
        compare(folder);
    }

    private static void compare(Path tokenizerFolder) {
        SplittableRandom random = new SplittableRandom(7);
        try (RewardTokenizer cut = RewardTokenizer.load(tokenizerFolder, RewardTokenizer.Settings.NONE,
                Clock.systemUTC())) {
            int cuts = 0;
            for (int i = 0; i < 3000; i++) {
                StringBuilder text = new StringBuilder();
                for (int k = random.nextInt(12); k >= 0; k--) {
                    text.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                int[] whole = cut.encodeWhole(text.toString());
                assertThat(cut.encode(new SideText(text.toString(), false))).as(text.toString()).isEqualTo(whole);
                cuts += cut.segments(text.toString()).size() - 1;
            }
            assertThat(cuts).isGreaterThan(1000);
        }
    }
}
