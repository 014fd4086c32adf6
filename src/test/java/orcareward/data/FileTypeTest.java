package orcareward.data;

import static orcareward.data.Rows.golden;
import static orcareward.data.Rows.lines;
import static orcareward.data.Rows.pairs;
import static orcareward.data.Rows.text;
import static orcareward.data.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows in every kind of file. */
class FileTypeTest {
    private static final String ROW_1 = "{\"chosen\": \"1\", \"rejected\": \"2\"}";
    private static final String ROW_2 = "{\"chosen\": \"3\", \"rejected\": \"4\"}";
    private static final List<PreferencePair> ROWS = List.of(text(0, "", "", "1", "2"), text(1, "", "", "3", "4"));
    @TempDir
    Path folder;

    @Test
    void blankLinesAreLinesButNotRows() throws IOException {
        Path file = write(folder, "x.jsonl", "", ROW_1 + "\r", "  ", ROW_2);
        assertThat(pairs(file)).isEqualTo(ROWS);
        assertThat(lines(file)).containsExactly(2L, 4L);
        assertThat(PreferenceDataset.open(file, Map.of()).countRows()).isEqualTo(2);
    }

    @Test
    void rowsLongerThanAnyBufferAreReadWhole() throws IOException {
        String[] texts = {"a".repeat(65_000), "b".repeat(200_000), "c"};
        String[] rows = Arrays.stream(texts).map(text -> "{\"chosen\": \"%s\", \"rejected\": \"\"}".formatted(text))
                .toArray(String[]::new);
        assertThat(pairs(write(folder, "x.jsonl", rows))).extracting(pair -> ((PreferencePair.Text) pair).chosen())
                .containsExactly(texts);
    }

    @Test
    void theLastLineNeedsNoLineFeedAndTheFirstMayHaveAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "\ufeff" + ROW_1 + "\n" + ROW_2);
        assertThat(pairs(file)).isEqualTo(ROWS);
        assertThat(lines(file)).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"x.json | [%s,#%s]", "x.jsonl | [%s, %s]",
            "x.json | {\"data\": [%s,#%s]}", "x.json | {\"rows\":#[%s, %s]}", "x.json | %s#%s", "x | %s#%s#",
            "x.txt | [%s, %s]",
            "x.json | {\"about\": {\"data\": [1]}, \"tags\": [\"a\"], \"data\": [%s,#%s], \"n\": 2}"})
    void jsonIsReadAsWhatItHolds(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content.replace('#', '\n').formatted(ROW_1, ROW_2));
        assertThat(pairs(file)).isEqualTo(ROWS);
    }

    @Test
    void aSingleRowInAJsonFileIsARow() throws IOException {
        Path file = write(folder, "x.json",
                """
                        {"chosen": [{"role": "assistant", "content": "C"}], "rejected": [{"role": "assistant", "content": "R"}]}""");
        assertThat(pairs(file)).hasSize(1);
    }

    @Test
    void rowsOfAJsonListKnowTheirLine() throws IOException {
        Path file = write(folder, "x.json", "[", "  " + ROW_1 + ",", "  {\"chosen\": \"3\",", "   \"rejected\": \"4\"}",
                "]");
        assertThat(lines(file)).containsExactly(2L, 3L);
    }

    @Test
    void quotedCsvCellsSpanLines() throws IOException {
        Path file = write(folder, "x.csv", "id,question,chosen,rejected", "1,\"Q, with comma\",\"two", "", "lines\",",
                "",
                "2,Q2,\"say \"\"hi\"\"\",R2");
        assertThat(pairs(file)).containsExactly(text(0, "", "Q, with comma", "two\n\nlines", ""),
                text(1, "", "Q2", "say \"hi\"", "R2"));
        assertThat(lines(file)).containsExactly(2L, 6L);
        assertThat(PreferenceDataset.open(file, Map.of()).countRows()).isEqualTo(2);
    }

    @Test
    void csvMarginsAreNumbers() throws IOException {
        Path file = write(folder, "x.csv", "chosen,rejected,margin", "a,b, 0.5");
        assertThat(pairs(file)).extracting(PreferencePair::margin).containsExactly(0.5);
    }

    @Test
    void aFileWithoutAnExtensionIsKnownByItsContent() throws IOException {
        assertThat(pairs(write(folder, "rows", "chosen,rejected", "1,2", "3,4"))).isEqualTo(ROWS);
        Path parquet = Files.copy(golden("questions_snappy.parquet"), folder.resolve("part"));
        assertThat(pairs(parquet)).isEqualTo(pairs(golden("questions.jsonl")));
    }

    @Test
    void aCompressedFileIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("rows.gz"), new byte[]{0x1f, (byte) 0x8b, 8, 0, 0, 0});
        assertThatThrownBy(() -> PreferenceDataset.open(file, Map.of())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("rows.gz").hasMessageContaining("unpack it first");
    }
}
