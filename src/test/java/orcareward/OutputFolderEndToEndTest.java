package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import orcareward.files.OutputFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void aFolderWithSomethingInItIsRefusedAndKept() throws IOException {
        Files.createDirectory(orca.at("out"));
        orca.write("out/notes.txt", "mine");

        RealCommandLine.Result result = orca.train();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("out").contains("--overwrite").contains("--resume");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(orca.names("out")).containsExactly("notes.txt");
    }

    @Test
    void aFolderThatAnotherRunHoldsHasItsOwnExitCode() throws IOException {
        try (OutputFolder held = OutputFolder.acquire(orca.at("out"), OutputFolder.Existing.REFUSE, Instant.now())) {
            for (String[] args : new String[][]{{}, {"--overwrite"}}) {
                RealCommandLine.Result result = orca.train(args);
                assertThat(result.code()).isEqualTo(3);
                assertThat(result.err()).contains("in use").contains(String.valueOf(ProcessHandle.current().pid()));
            }
            assertThat(held.path()).exists();
        }
    }

    @Test
    void overwriteReplacesTheRunAndLeavesOtherFiles() throws IOException {
        assertThat(orca.train().code()).isZero();
        orca.write("out/notes.txt", "mine");

        assertThat(orca.train().code()).isEqualTo(2);
        RealCommandLine.Result result = orca.train("--overwrite", "--set", "max_steps=1");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(orca.names("out")).contains("notes.txt", "checkpoint-1", "model.safetensors")
                .doesNotContain("checkpoint-2", "checkpoint-4");
        assertThat(orca.jsonLines("out/events.jsonl").stream()
                .filter(event -> event.path("type").asText().equals("training_started"))).hasSize(1);
    }

    @Test
    void badInputCostsNobodyTheRunThatWasThere() throws IOException {
        assertThat(orca.train().code()).isZero();
        var before = orca.names("out");
        byte[] model = Files.readAllBytes(orca.at("out/model.safetensors"));
        orca.write(RealCommandLine.PAIRS, "{broken\n");

        assertThat(orca.train("--overwrite").code()).isEqualTo(2);

        assertThat(orca.names("out")).isEqualTo(before);
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(model);
    }

    @Test
    void aFolderThatCannotBeMadeIsTheUsersMistake() throws IOException {
        orca.write("file", "");
        RealCommandLine.Result result = orca.train("--output-dir", "file/out");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("file/out").contains("--output-dir");
        assertThat(orca.train("--output-dir", "file").code()).isEqualTo(2);
        assertThat(Files.readString(orca.at("file"))).isEmpty();
    }

    @Test
    void theModelsOwnFolderIsNeverOverwritten() throws IOException {
        byte[] base = Files.readAllBytes(orca.at("base/model.safetensors"));
        RealCommandLine.Result result = orca.train("--output-dir", "base", "--overwrite");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("base").contains("--output-dir");
        assertThat(Files.readAllBytes(orca.at("base/model.safetensors"))).isEqualTo(base);
        assertThat(orca.at("base/config.json")).exists();
    }

    @Test
    void norIsACheckpointThatTrainingBeginsFromOrAnAdaptersBase() throws IOException {
        assertThat(orca.train("--set", "max_steps=1").code()).isZero();
        assertThat(orca.train("--overwrite", "--set", "model_name_or_path=out/checkpoint-1").code()).isEqualTo(2);
        assertThat(orca.at("out/checkpoint-1/model.safetensors")).exists();

        RealCommandLine.copyFolder(Golden.path("train_lora/adapter_final"), orca.at("adapter"));
        orca.edit("adapter/adapter_config.json", Map.of("base_model_name_or_path", "\"../rm\""));
        assertThat(orca.train("--overwrite", "--set", "adapter_name_or_path=adapter", "--output-dir", "rm").code())
                .isEqualTo(2);
        assertThat(orca.at("rm/model.safetensors")).exists();
    }
}
