package orcareward.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import orcareward.config.PromptFormat;
import orcareward.data.ChatMessage;
import orcareward.data.PreferencePair;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer.Settings;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class RewardTokenizerTest {
    private static final Path TINY = GoldenRows.folder("tiny-llama-rm");

    @TempDir
    private Path folder;

    @Test
    void orcaRowsAreWrittenAsTheirFormatSays() {
        PreferencePair row = new PreferencePair.Text(3, "Be kind.", "Why?", false, "So.", "No.", 0.5);
        PreferencePair noSystem = new PreferencePair.Text(3, "", "Why?", false, "So.<|im_end|>", "No.", null);
        try (RewardTokenizer tokenizer = load(TINY, Settings.NONE)) {
            assertThat(tokenizer.chosenText(row, PromptFormat.PLAIN).text())
                    .isEqualTo("Be kind.\n\nWhy?\n\nSo.<|im_end|>");
            assertThat(tokenizer.chosenText(noSystem, PromptFormat.PLAIN).text()).isEqualTo("Why?\n\nSo.<|im_end|>");
            assertThat(tokenizer.rejectedText(row, PromptFormat.RESPONSE_ONLY).text()).isEqualTo("No.<|im_end|>");
            assertThat(tokenizer.rejectedText(row, PromptFormat.CHAT).text()).isEqualTo("""
                    <|im_start|>system
                    Be kind.<|im_end|>
                    <|im_start|>user
                    Why?<|im_end|>
                    <|im_start|>assistant
                    No.<|im_end|>
                    """);
            assertThat(tokenizer.chosenText(noSystem, PromptFormat.CHAT).text())
                    .startsWith("<|im_start|>system\nYou are a helpful AI assistant named SmolLM");
            TokenizedPair pair = tokenizer.tokenize(row, PromptFormat.CHAT);
            assertThat(pair.margin()).isEqualTo(0.5);
            assertThat(pair.index()).isEqualTo(3);
            assertThat(tokenizer.decode(pair.promptIds()))
                    .isEqualTo("""
                            <|im_start|>system
                            Be kind.<|im_end|>
                            <|im_start|>user
                            Why?<|im_end|>
                            <|im_start|>assistant
                            """);
        }
    }

    @Test
    void aPromptColumnIsJoinedAsItIs() {
        PreferencePair row = new PreferencePair.Text(0, "S", "Q: 1+1? A:", true, " 2", " 3", null);
        try (RewardTokenizer tokenizer = load(TINY, Settings.NONE)) {
            assertThat(tokenizer.chosenText(row, PromptFormat.PLAIN).text()).isEqualTo("S\n\nQ: 1+1? A: 2<|im_end|>");
        }
    }

    @Test
    void autoTakesTheFormatThatTheRowsCallFor() {
        assertThat(PromptFormats.resolve(PromptFormat.AUTO,
                new PreferencePair.Text(0, "", "question", false, "a", "b", null))).isEqualTo(PromptFormat.CHAT);
        assertThat(PromptFormats.resolve(PromptFormat.AUTO,
                new PreferencePair.Text(0, "", "prompt", true, "a", "b", null))).isEqualTo(PromptFormat.PLAIN);
        assertThat(PromptFormats.resolve(PromptFormat.AUTO,
                new PreferencePair.Messages(0, List.of(), List.of(), List.of(), null))).isEqualTo(PromptFormat.CHAT);
        assertThat(PromptFormats.resolve(PromptFormat.RESPONSE_ONLY,
                new PreferencePair.Messages(0, List.of(), List.of(), List.of(), null)))
                .isEqualTo(PromptFormat.RESPONSE_ONLY);
    }

    @Test
    void responsesOfOnePromptAreTokenizedAsThePairsSidesAre() {
        PreferencePair row = new PreferencePair.Text(0, "S", "Why?", false, "So.", "No.", null);
        Prompt turns = new Prompt.Turns(List.of(new ChatMessage("system", "S"), new ChatMessage("user", "Why?")));
        try (RewardTokenizer tokenizer = load(TINY, Settings.NONE)) {
            for (PromptFormat format : List.of(PromptFormat.CHAT, PromptFormat.PLAIN, PromptFormat.RESPONSE_ONLY)) {
                TokenizedPair pair = tokenizer.tokenize(row, format);
                List<int[]> both = tokenizer.tokenizeResponses(new Prompt.Text("S", "Why?", false),
                        List.of("So.", "No."), format, "line 1");
                assertThat(both.get(0)).isEqualTo(GoldenRows.chosen(pair));
                assertThat(both.get(1)).isEqualTo(GoldenRows.rejected(pair));
            }
            assertThat(tokenizer.tokenizeResponses(turns, List.of("So."), PromptFormat.CHAT, "line 1").getFirst())
                    .isEqualTo(GoldenRows.chosen(tokenizer.tokenize(row, PromptFormat.CHAT)));
        }
    }

    @Test
    void rowsThatAFormatCantWriteAreNamed() {
        PreferencePair messages = new PreferencePair.Messages(7, List.of(), List.of(), List.of(), null);
        PreferencePair implicit = new PreferencePair.Text(8, "", "", false, "a", "b", null);
        try (RewardTokenizer tokenizer = load(TINY, Settings.NONE)) {
            assertThatThrownBy(() -> tokenizer.tokenize(messages, PromptFormat.PLAIN))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("row 7")
                    .hasMessageContaining("prompt_format: chat");
            assertThatThrownBy(() -> tokenizer.tokenize(implicit, PromptFormat.CHAT))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("row 8").hasMessageContaining("plain");
        }
    }

    @Test
    void aRowThatTheTemplateRefusesIsNamedWithTheTemplatesWords() throws IOException {
        Path template = Files.writeString(folder.resolve("strict.jinja"),
                "x\n{{ raise_exception('Roles must alternate') }}");
        PreferencePair row = new PreferencePair.Text(12, "", "q", false, "a", "b", null);
        try (RewardTokenizer tokenizer = load(TINY, new Settings(null, null, template.toString()))) {
            assertThatThrownBy(() -> tokenizer.tokenize(row, PromptFormat.CHAT)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("row 12").hasMessageContaining("strict.jinja, line 2")
                    .hasMessageContaining("Roles must alternate");
        }
    }

    @Test
    void settingsChangeEosPadAndTemplate() throws IOException {
        Path template = Files.writeString(folder.resolve("t.jinja"), "{{ eos_token }}|{{ pad_token }}|{{ bos_token }}");
        Settings settings = new Settings("<|endoftext|>", "<|im_start|>", template.toString());
        PreferencePair row = new PreferencePair.Text(0, "", "q", true, "a", "b", null);
        try (RewardTokenizer tokenizer = load(TINY, settings)) {
            assertThat(tokenizer.padTokenId()).isEqualTo(1);
            assertThat(tokenizer.chosenText(row, PromptFormat.PLAIN).text()).isEqualTo("qa<|endoftext|>");
            assertThat(tokenizer.chosenText(row, PromptFormat.CHAT).text())
                    .isEqualTo("<|endoftext|>|<|im_start|>|<|im_start|>");
        }
    }

    @Test
    void anotherTokenizersFolderGivesItsTemplateAndEos() throws IOException {
        patch("tokenizer_config.json", Map.of("eos_token", "<|endoftext|>"));
        Files.writeString(folder.resolve("chat_template.jinja"), "other {{ eos_token }}");
        PreferencePair row = new PreferencePair.Text(0, "", "q", true, "a", "b", null);
        try (RewardTokenizer tokenizer = load(TINY, new Settings(null, null, folder.toString()))) {
            assertThat(tokenizer.chosenText(row, PromptFormat.CHAT).text()).isEqualTo("other <|endoftext|>");
            assertThat(tokenizer.chosenText(row, PromptFormat.PLAIN).text()).isEqualTo("qa<|endoftext|>");
        }
        patch("tokenizer_config.json", Map.of("eos_token", "</unheard>"));
        assertThatThrownBy(() -> load(TINY, new Settings(null, null, folder.toString())))
                .isInstanceOf(ProblemException.class).hasMessageContaining("chat_template_path")
                .hasMessageContaining("</unheard>");
    }

    @Test
    void ofSeveralTemplatesTheDefaultIsTaken() throws IOException {
        copyTiny();
        patch("tokenizer_config.json", Map.of("chat_template", List.of(Map.of("name", "tool_use", "template", "t"),
                Map.of("name", "default", "template", "d{{ messages|length }}"))));
        PreferencePair row = new PreferencePair.Text(0, "s", "q", false, "a", "b", null);
        try (RewardTokenizer tokenizer = load(folder, Settings.NONE)) {
            assertThat(tokenizer.chosenText(row, PromptFormat.CHAT)).isEqualTo(new SideText("d3", false));
        }
    }

    @Test
    void aTokenizerWithoutTemplateNamesTheRemedy() throws IOException {
        copyTiny();
        try (RewardTokenizer tokenizer = load(folder, Settings.NONE)) {
            tokenizer.require(PromptFormat.PLAIN);
            assertThatThrownBy(() -> tokenizer.require(PromptFormat.CHAT)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining(folder.toString()).hasMessageContaining("chat_template_path")
                    .hasMessageContaining("prompt_format: plain");
        }
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.resolve("tokenizer.json").toString()).hasMessageContaining("missing");
        Files.writeString(folder.resolve("tokenizer.json"), "{\n\"model\": {\n");
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("tokenizer.json, line 3");
        Files.writeString(folder.resolve("tokenizer.json"), "[]");
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("not a JSON object");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no 'model'");
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}}}");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"a\"}");
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("tokenizer.json");
        Files.copy(TINY.resolve("tokenizer.json"), folder.resolve("tokenizer.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
        assertThatThrownBy(() -> load(folder, Settings.NONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("neither a pad nor an EOS token");
        Files.writeString(folder.resolve("chat_template.jinja"), "ok\n{% if %}");
        assertThatThrownBy(() -> load(folder, new Settings("<|im_end|>", null, null)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("chat_template.jinja, line 2");
        assertThatThrownBy(() -> load(TINY, new Settings("nope", null, null))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("eos_token").hasMessageContaining("'nope'");
    }

    @Test
    void halfCharactersOfBrokenTextDoNoHarm() {
        try (RewardTokenizer tokenizer = load(TINY, Settings.NONE)) {
            assertThat(tokenizer.encode("a\ud83d b")).isEqualTo(tokenizer.encode("a\ufffd b"));
            assertThat(tokenizer.encode("\ude00")).isEqualTo(tokenizer.encode("\ufffd"));
            assertThat(tokenizer.decode(tokenizer.encode("a\0b"))).isEqualTo("a\0b");
        }
    }

    @Test
    void aPairFitsWhenBothSidesDo() {
        TokenizedPair pair = TokenizedPair.of(0, new int[]{1, 2, 3}, new int[]{1, 2, 3, 4}, null);
        assertThat(RewardTokenizer.fits(pair, 4)).isTrue();
        assertThat(RewardTokenizer.fits(pair, 3)).isFalse();
        assertThat(RewardTokenizer.fits(pair, null)).isTrue();
    }

    @Test
    void tokenizersThatTransformersChangesAfterLoadingGiveItsIds() throws IOException {
        for (JsonNode variant : GoldenRows.read("tokenizer_variants.json").get("variants")) {
            copyTiny();
            for (String file : List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")) {
                Files.writeString(folder.resolve(file),
                        merged(GoldenRows.JSON.readTree(folder.resolve(file).toFile()), variant.path(file)).toString());
            }
            try (RewardTokenizer tokenizer = load(folder, Settings.NONE)) {
                String name = variant.get("name").asText();
                for (JsonNode sample : variant.get("samples")) {
                    String text = sample.get("text").asText();
                    assertThat(tokenizer.encode(text)).as(name + ": " + text)
                            .isEqualTo(GoldenRows.ids(sample.get("ids")));
                    assertThat(tokenizer.encode(new SideText(text, false))).as(name + ", bare: " + text)
                            .isEqualTo(GoldenRows.ids(sample.get("bare_ids")));
                }
                assertThat(tokenizer.padTokenId()).as(name).isEqualTo(variant.get("pad").asInt());
                assertThat(tokenizer.eosToken()).as(name).hasValue(variant.get("eos").asText());
                assertThat(ChatTemplate.ofText(name, "{{ bos_token }}|{{ unk_token }}|{{ additional_special_tokens }}",
                        SpecialTokens.read(folder).templateVariables(), Clock.systemUTC()).render(List.of()))
                        .as(name).isEqualTo(variant.get("variables").asText());
            }
        }
    }

    /** RFC 7396: null removes. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.isMissingNode() ? target : patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : GoldenRows.JSON.createObjectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                JsonNode old = result.get(change.getKey());
                result.set(change.getKey(),
                        merged(old == null ? GoldenRows.JSON.createObjectNode() : old, change.getValue()));
            }
        });
        return result;
    }

    private void copyTiny() throws IOException {
        for (String file : List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")) {
            Files.copy(TINY.resolve(file), folder.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void patch(String file, Map<String, Object> fields) throws IOException {
        Path path = folder.resolve(file);
        ObjectNode json = (ObjectNode) GoldenRows.JSON.readTree(Files.readString(TINY.resolve(file)));
        fields.forEach((name, value) -> json.set(name, GoldenRows.JSON.valueToTree(value)));
        Files.writeString(path, json.toString());
    }

    private static RewardTokenizer load(Path folder, Settings settings) {
        return RewardTokenizer.load(folder, settings, Clock.systemUTC());
    }
}
