package orcareward.data;

import static orcareward.data.Rows.golden;
import static orcareward.data.Rows.pairs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of {@code reference/make_parquet_fixtures.py}: pyarrow 22.0.0 and datasets 4.4.1 wrote them, JSON Lines beside them. */
class ParquetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4", "large_v2"})
    void textsOfEveryCompressionReadAsTheirJsonLines(String variant) throws IOException {
        Path file = golden("questions_" + variant + ".parquet");
        assertThat(pairs(file)).hasSize(24).isEqualTo(pairs(golden("questions.jsonl")));
        assertThat(PreferenceDataset.open(file, Map.of()).countRows()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages_datasets", "messages_zstd", "conversations_datasets"})
    void messageListsReadAsTheirJsonLines(String name) throws IOException {
        Path file = golden(name + ".parquet");
        Path lines = golden(name.substring(0, name.indexOf('_')) + ".jsonl");
        assertThat(pairs(file)).isNotEmpty().isEqualTo(pairs(lines));
        assertThat(PreferenceDataset.open(file, Map.of()).form())
                .isEqualTo(PreferenceDataset.open(lines, Map.of()).form());
    }

    @Test
    void aNullTextNamesItsRow() {
        assertThatThrownBy(() -> pairs(golden("null_chosen.parquet"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("null_chosen.parquet, row 3 (counted from 0): chosen is nothing");
    }

    @Test
    void aMissingColumnNamesThoseFound() {
        assertThatThrownBy(() -> pairs(golden("questions_none.parquet"), Map.of("chosen", "better")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no column better")
                .hasMessageContaining("system, question, chosen, rejected, score");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(golden("questions_snappy.parquet"));
        Path half = Files.write(folder.resolve("half.parquet"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> pairs(half)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("half.parquet: the file is not whole Parquet");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 4000, 5600})
    void aDamagedPageIsRefused(int from) throws IOException {
        byte[] bytes = Files.readAllBytes(golden("questions_snappy.parquet"));
        Arrays.fill(bytes, from, from + 400, (byte) 0x5a);
        Path damaged = Files.write(folder.resolve("damaged.parquet"), bytes);
        assertThatThrownBy(() -> pairs(damaged)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("damaged.parquet").hasMessageContaining("Write or download the file again");
    }
}
