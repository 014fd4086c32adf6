package orcareward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetLocatorTest {
    @TempDir
    Path base;
    private DatasetLocator locator;

    @BeforeEach
    void makeLocator() {
        locator = new DatasetLocator(base);
    }

    private Path file(String name) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}\n");
    }

    @Test
    void aFileStandsForItselfWhateverTheSplit() throws IOException {
        Path file = file("sub/pairs.jsonl");
        assertThat(locator.locate("sub/pairs.jsonl", "train"))
                .isEqualTo(new LocatedDataset("sub/pairs.jsonl", file, List.of(file)));
        assertThat(locator.locate(file.toString(), "test").files()).containsExactly(file);
        assertThat(locator.findSplit("sub/pairs.jsonl", "test")).isEmpty();
    }

    @Test
    void aFoldersSplitsAreFoundByName() throws IOException {
        Path train = file("set/train.jsonl");
        Path test = file("set/test.csv");
        file("set/README.md");
        assertThat(locator.locate("set", "train").files()).containsExactly(train);
        assertThat(locator.findSplit("set", "test").orElseThrow().files()).containsExactly(test);
        assertThat(locator.findSplit("set", "validation")).isEmpty();
    }

    @Test
    void theShardsOfASplitAreOneDataSetInOrder() throws IOException {
        Path second = file("set/data/train-00001-of-00002.parquet");
        Path first = file("set/data/train-00000-of-00002.parquet");
        file("set/data/test-00000-of-00001.parquet");
        assertThat(locator.locate("set", "train").files()).containsExactly(first, second);
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        file("set/train-00000-of-00003.parquet");
        file("set/train-00002-of-00003.parquet");
        assertThatThrownBy(() -> locator.locate("set", "train")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("part 1 of 3");
    }

    @Test
    void theOnlyDataFileOfAFolderIsTheDataSet() throws IOException {
        Path file = file("set/orca.jsonl");
        file("set/dataset_infos.json");
        assertThat(locator.locate("set", "train").files()).containsExactly(file);
        assertThat(locator.findSplit("set", "test")).isEmpty();
    }

    @Test
    void aFolderThatDoesNotSayWhichFileIsRefused() throws IOException {
        file("set/a.jsonl");
        file("set/b.jsonl");
        assertThatThrownBy(() -> locator.locate("set", "train")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("split train").hasMessageContaining("a.jsonl, b.jsonl");
        Files.createDirectory(base.resolve("nothing"));
        assertThatThrownBy(() -> locator.locate("nothing", "train")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no data file");
    }

    @Test
    void aHubNameSaysHowToGiveAFile() {
        assertThatThrownBy(() -> locator.locate("Intel/orca_dpo_pairs", "train")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("Intel/orca_dpo_pairs").hasMessageContaining("not possible yet")
                .hasMessageContaining("dataset_name: path/to/orca_dpo_pairs.jsonl");
        assertThatThrownBy(() -> new DatasetLocator(base, "eval_dataset_name").locate("a/b", "test"))
                .hasMessageContaining("eval_dataset_name: path/to/b.jsonl");
    }

    @Test
    void aMissingFileSaysWhereItWasLookedFor() {
        assertThatThrownBy(() -> locator.locate("data/pairs.jsonl", "train")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no file or folder " + base.resolve("data/pairs.jsonl"));
    }

    @Test
    void identityIsTheBytesOfAllFiles() throws IOException {
        Path one = Files.writeString(base.resolve("1"), "ab");
        Path two = Files.writeString(base.resolve("2"), "c");
        DatasetIdentity identity = DatasetIdentity.of(new LocatedDataset("n", base, List.of(one, two)), 3);
        // FIPS 180-4's example: SHA-256 of "abc"
        assertThat(identity).isEqualTo(new DatasetIdentity("n", base.toAbsolutePath().normalize(), 3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
    }
}
