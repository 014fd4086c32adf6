package orcareward.data;

import static orcareward.data.Rows.pairs;
import static orcareward.data.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message names the file, the line and what to do. */
class BadRowsTest {
    private static final String GOOD = "{\"prompt\": \"P\", \"chosen\": \"C\", \"rejected\": \"R\"}";
    @TempDir
    Path folder;

    private void assertSecondRowFails(String row, String... parts) throws IOException {
        assertFails(write(folder, "x.jsonl", GOOD, row), 2, parts);
    }

    private static void assertFails(Path file, int line, String... parts) {
        assertThatThrownBy(() -> pairs(file)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().getFirst().where()).isEqualTo(file + ", line " + line);
            assertThat(e.problems().getFirst().what()).contains(parts).doesNotContain("jackson", "Exception",
                    "Source:");
            assertThat(e.problems().getFirst().remedy()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"prompt\": \"P\", \"chosen\": | it ends in the middle",
            "{\"prompt\": \"P\", \"cho | it ends in the middle",
            "{\"prompt\": P} | Unrecognized token 'P'", "{'prompt': 1} | Unexpected character",
            "{\"prompt\": \"tab\there\"} | column", "not json | Unrecognized token 'not'"})
    void aBrokenJsonLineIsNamed(String row, String reason) throws IOException {
        assertSecondRowFails(row, "broken JSON", reason);
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() throws IOException {
        Path file = Files.write(folder.resolve("x.jsonl"),
                "{\"chosen\": \"a\", \"rejected\": \"b\"}\n{\"chosen\": \"\u00ff\", \"rejected\": \"b\"}\n"
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertFails(file, 2, "broken JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"[1, 2] | holds a list where a row is needed",
            "~\"text\"~ | holds a text", "3 | holds a number", "null | holds null",
            GOOD + " " + GOOD + " | more follows"})
    void aLineThatIsNoRowIsNamed(String row, String reason) throws IOException {
        assertSecondRowFails(row, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"prompt\": \"P\", \"chosen\": null, \"rejected\": \"R\"} | chosen is nothing (missing or null)",
            "{\"prompt\": \"P\", \"chosen\": \"C\"} | rejected is nothing (missing or null)",
            "{\"prompt\": null, \"chosen\": \"C\", \"rejected\": \"R\"} | prompt is nothing (missing or null)",
            "{\"prompt\": \"P\", \"chosen\": 4, \"rejected\": \"R\"} | chosen is a number where a text is needed",
            "{\"prompt\": [], \"chosen\": \"C\", \"rejected\": \"R\"} | prompt is a list where a text is needed"})
    void aValueThatIsNoTextIsNamed(String row, String reason) throws IOException {
        assertSecondRowFails(row, reason);
    }

    @Test
    void mixedFormsAreRefused() throws IOException {
        assertSecondRowFails(
                "{\"prompt\": \"P\", \"chosen\": [{\"role\": \"assistant\", \"content\": \"C\"}], \"rejected\": []}",
                "chosen is a list", "x.jsonl, line 1", "holds texts");
        assertSecondRowFails("{\"question\": \"Q\", \"chosen\": \"C\", \"rejected\": \"R\"}", "has a column question",
                "has prompt");
        assertSecondRowFails("{\"prompt\": \"P\", \"chosen\": \"C\", \"rejected\": \"R\", \"margin\": 1}",
                "has a margin");
        assertFails(write(folder, "y.jsonl", "{\"chosen\": \"C\", \"rejected\": \"R\"}", GOOD), 2,
                "has a column prompt",
                "has none");
        String turn = "[{\"role\": \"user\", \"content\": \"Q\"}]";
        assertFails(write(folder, "z.jsonl", "{\"chosen\": %1$s, \"rejected\": %1$s}".formatted(turn),
                "{\"chosen\": \"C\", \"rejected\": \"R\"}"), 2, "chosen is a text", "holds message lists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"[{\"content\": \"C\"}] | does not say whose it is",
            "[{\"role\": \"assistant\"}] | has nothing", "[{\"role\": \"assistant\", \"content\": 3}] | has a number",
            "[\"C\"] | holds a text where a message is needed", "[] | is an empty list", "5 | is a number"})
    void aBrokenMessageIsNamed(String chosen, String reason) throws IOException {
        String row = "{\"prompt\": [{\"role\": \"user\", \"content\": \"Q\"}], \"chosen\": %s, \"rejected\": %s}";
        String good = "[{\"role\": \"assistant\", \"content\": \"R\"}]";
        assertFails(write(folder, "x.jsonl", row.formatted(good, good), row.formatted(chosen, good)), 2, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"wide\"", "NaN", "true"})
    void aMarginThatIsNoNumberIsNamed(String margin) throws IOException {
        String row = "{\"chosen\": \"C\", \"rejected\": \"R\", \"margin\": %s}";
        assertFails(write(folder, "x.jsonl", row.formatted("1"), row.formatted(margin)), 2, "margin is",
                "where a number is needed");
    }

    @Test
    void missingColumnsNameThoseFoundAndTheKeysThatNameThem() throws IOException {
        Path file = write(folder, "x.jsonl", "{\"prompt\": \"P\", \"good\": \"C\", \"bad\": \"R\"}");
        assertThatThrownBy(() -> pairs(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(file + ": there is no column chosen. Found: prompt, good, bad")
                .hasMessageContaining("column_chosen: ...").hasMessageContaining("column_rejected: ...");
        assertThatThrownBy(() -> pairs(file, Map.of("chosen", "godo", "rejected", "bad")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no column godo, which column_chosen names");
        assertThatThrownBy(() -> pairs(file, Map.of("chosen", "good", "rejected", "bad", "prompt", "prompt", "question",
                "prompt"))).hasMessageContaining("only one column can hold the prompt");
    }

    @Test
    void anEmptyDataSetIsRefused() throws IOException {
        for (Path file : new Path[]{Files.writeString(folder.resolve("a.jsonl"), ""),
                Files.writeString(folder.resolve("b.jsonl"), "\n\n"), Files.writeString(folder.resolve("c.json"), "[]"),
                Files.writeString(folder.resolve("d.csv"), "chosen,rejected\n"),
                Files.writeString(folder.resolve("e.csv"), ""),
                Files.writeString(folder.resolve("f.json"), "")}) {
            assertThatThrownBy(() -> pairs(file)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining(file.getFileName().toString()).hasMessageContaining("empty");
        }
    }

    @Test
    void brokenJsonDocumentsAreNamed() throws IOException {
        assertFails(write(folder, "a.json", "[", "{\"chosen\": \"C\", \"rejected\": \"R\"},", "{\"chosen\": C}", "]"),
                3,
                "broken JSON");
        assertFails(write(folder, "b.json", "[{\"chosen\": \"C\", \"rejected\": \"R\"},", "7]"), 2, "holds a number");
        assertThatThrownBy(() -> pairs(write(folder, "c.json", "[{\"chosen\": \"C\", \"rejected\": \"R\"},")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("ends in the middle");
        assertThatThrownBy(() -> pairs(write(folder, "d.json", "{", "\"a\": [1],", "\"b\": 2", "}")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("d.json: the file holds no list of rows");
    }

    @Test
    void brokenCsvRowsAreNamed() throws IOException {
        assertFails(write(folder, "a.csv", "chosen,rejected", "a,b", "a,b,c"), 3, "3 cells and the header 2");
        assertFails(write(folder, "b.csv", "chosen,rejected", "a,b", "a,\"open", "more"), 3, "Missing closing quote");
        assertFails(write(folder, "c.csv", "chosen,rejected,chosen", "a,b,c"), 1, "the same name");
    }
}
