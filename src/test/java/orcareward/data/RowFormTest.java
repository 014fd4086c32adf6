package orcareward.data;

import static orcareward.data.Rows.assistant;
import static orcareward.data.Rows.pairs;
import static orcareward.data.Rows.prompted;
import static orcareward.data.Rows.system;
import static orcareward.data.Rows.text;
import static orcareward.data.Rows.user;
import static orcareward.data.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns mean what. */
class RowFormTest {
    @TempDir
    Path folder;

    private Path jsonl(String... lines) throws IOException {
        return write(folder, "rows.jsonl", lines);
    }

    private static RowForm form(Path file) throws IOException {
        return PreferenceDataset.open(file, Map.of()).form();
    }

    @Test
    void intelsColumnsAreRecognised() throws IOException {
        Path file = jsonl(
                "{'system': 'S', 'question': 'Q', 'chosen': 'C', 'rejected': 'R', 'id': 7}".replace('\'', '"'),
                "{\"question\": \"Q2\", \"system\": null, \"chosen\": \"\", \"rejected\": \"R2\"}");
        assertThat(form(file)).isEqualTo(RowForm.QUESTION_TEXT);
        assertThat(pairs(file)).containsExactly(text(0, "S", "Q", "C", "R"), text(1, "", "Q2", "", "R2"));
    }

    @Test
    void argillasColumnsAreRecognised() throws IOException {
        Path file = jsonl("{\"system\": \"S\", \"input\": \"Q\", \"chosen\": \"C\", \"rejected\": \"R\"}");
        assertThat(form(file)).isEqualTo(RowForm.QUESTION_TEXT);
        assertThat(pairs(file)).containsExactly(text(0, "S", "Q", "C", "R"));
    }

    @Test
    void aPromptColumnIsTrlsPromptAndItsSystemColumnIsNotRead() throws IOException {
        Path file = jsonl(
                "{\"system\": \"S\", \"question\": \"Q\", \"prompt\": \"P\", \"chosen\": \"C\", \"rejected\": \"R\"}");
        assertThat(form(file)).isEqualTo(RowForm.PROMPT_TEXT);
        assertThat(pairs(file)).containsExactly(prompted(0, "P", "C", "R"));
        assertThat(pairs(file, Map.of("system", "system")))
                .containsExactly(new PreferencePair.Text(0, "S", "P", true, "C", "R", null));
    }

    @Test
    void chosenAndRejectedAloneCarryTheirPrompt() throws IOException {
        Path file = jsonl("{\"chosen\": \"P C\", \"rejected\": \"P R\"}");
        assertThat(form(file)).isEqualTo(RowForm.IMPLICIT_TEXT);
        assertThat(pairs(file)).containsExactly(text(0, "", "", "P C", "P R"));
    }

    @Test
    void messageListsWithAPromptOfTheirOwnAreRecognised() throws IOException {
        Path file = jsonl("""
                {"prompt": [{"role": "user", "content": "Q", "name": null}], \
                "chosen": [{"role": "assistant", "content": "C", "tool_calls": [{"id": 1}]}], \
                "rejected": [{"role": "assistant", "content": "R"}]}""");
        assertThat(form(file)).isEqualTo(RowForm.PROMPT_MESSAGES);
        assertThat(pairs(file)).containsExactly(new PreferencePair.Messages(0, List.of(user("Q")),
                List.of(new ChatMessage("assistant", "C", Map.of("tool_calls", List.of(Map.of("id", 1))))),
                List.of(assistant("R")), null));
    }

    @Test
    void messageListsThatAreWholeConversationsAreRecognised() throws IOException {
        Path file = jsonl("""
                {"chosen": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "C"}], \
                "rejected": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "R"}]}""");
        assertThat(form(file)).isEqualTo(RowForm.IMPLICIT_MESSAGES);
        assertThat(pairs(file)).containsExactly(new PreferencePair.Messages(0, List.of(),
                List.of(user("Q"), assistant("C")), List.of(user("Q"), assistant("R")), null));
    }

    @Test
    void aPromptTextBesideWholeConversationsIsNotReadTwice() throws IOException {
        Path file = jsonl("""
                {"prompt": "Q", "chosen": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "C"}], \
                "rejected": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "R"}]}""");
        assertThat(pairs(file)).containsExactly(new PreferencePair.Messages(0, List.of(),
                List.of(user("Q"), assistant("C")), List.of(user("Q"), assistant("R")), null));
    }

    @Test
    void aPromptTextBesideRepliesAsMessagesIsTheUsersTurn() throws IOException {
        Path file = jsonl("""
                {"prompt": "Q", "chosen": [{"role": "assistant", "content": "C"}], \
                "rejected": [{"role": "assistant", "content": "R"}]}""");
        assertThat(pairs(file)).containsExactly(new PreferencePair.Messages(0, List.of(user("Q")),
                List.of(assistant("C")), List.of(assistant("R")), null));
    }

    @Test
    void shareGptConversationsTakeTheRolesOfChatTemplates() throws IOException {
        Path file = jsonl("""
                {"conversations": [{"from": "system", "value": "S"}, {"from": "human", "value": "Q"}, \
                {"from": "gpt", "value": "A"}, {"from": "human", "value": "Q2"}], \
                "chosen": {"from": "gpt", "value": "C"}, "rejected": {"from": "gpt", "value": "R"}}""",
                """
                        {"system": "T", "conversations": [{"role": "user", "content": "Q"}], \
                        "chosen": {"role": "assistant", "content": "C"}, "rejected": "R"}""");
        assertThat(form(file)).isEqualTo(RowForm.CONVERSATIONS);
        assertThat(pairs(file).getFirst()).isEqualTo(new PreferencePair.Messages(0,
                List.of(system("S"), user("Q"), assistant("A"), user("Q2")), List.of(assistant("C")),
                List.of(assistant("R")), null));
        assertThat(((PreferencePair.Messages) pairs(file).get(1)).rejected()).containsExactly(assistant("R"));
    }

    @Test
    void aSystemColumnGoesBeforeAConversationWithoutOne() throws IOException {
        Path file = jsonl("""
                {"system": "T", "conversations": [{"from": "human", "value": "Q"}], \
                "chosen": {"from": "gpt", "value": "C"}, "rejected": {"from": "gpt", "value": "R"}}""");
        assertThat(((PreferencePair.Messages) pairs(file).getFirst()).prompt()).containsExactly(system("T"), user("Q"));
    }

    @Test
    void columnsNamedInTheConfigAreReadInsteadOfKnownNames() throws IOException {
        Path file = jsonl("{\"prompt\": \"no\", \"ask\": \"Q\", \"good\": \"C\", \"bad\": \"R\", \"gap\": 1}");
        Map<String, String> columns = Map.of("question", "ask", "chosen", "good", "rejected", "bad", "margin", "gap");
        assertThat(PreferenceDataset.open(file, columns).form()).isEqualTo(RowForm.QUESTION_TEXT);
        assertThat(pairs(file, columns))
                .containsExactly(new PreferencePair.Text(0, "", "Q", false, "C", "R", 1.0));
    }

    @Test
    void marginsAreNumbersOfEveryRow() throws IOException {
        Path file = jsonl("{\"prompt\": \"P\", \"chosen\": \"C\", \"rejected\": \"R\", \"margin\": -0.25}",
                "{\"prompt\": \"P\", \"chosen\": \"C\", \"rejected\": \"R\", \"margin\": 3}");
        assertThat(PreferenceDataset.open(file, Map.of()).hasMargin()).isTrue();
        assertThat(pairs(file)).extracting(PreferencePair::margin).containsExactly(-0.25, 3.0);
    }

    @Test
    void severalFilesAreOneDataSet() throws IOException {
        Path one = write(folder, "a.jsonl", "{\"chosen\": \"1\", \"rejected\": \"2\"}");
        Path two = write(folder, "b.csv", "chosen,rejected", "3,4");
        PreferenceDataset both = PreferenceDataset.open(new LocatedDataset("both", folder, List.of(one, two)),
                Map.of());
        List<PreferencePair> pairs = new java.util.ArrayList<>();
        assertThat(both.countRows()).isEqualTo(2);
        assertThat(both.forEach((pair, at) -> pairs.add(pair))).isEqualTo(2);
        assertThat(pairs).containsExactly(text(0, "", "", "1", "2"), text(1, "", "", "3", "4"));
    }

    @Test
    void aPassCanBeRepeated() throws IOException {
        PreferenceDataset data = PreferenceDataset.open(jsonl("{\"chosen\": \"1\", \"rejected\": \"2\"}"), Map.of());
        assertThat(data.forEach((pair, at) -> {
        })).isEqualTo(data.forEach((pair, at) -> {
        })).isEqualTo(1);
    }
}
