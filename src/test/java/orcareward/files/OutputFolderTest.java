package orcareward.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import orcareward.files.OutputFolder.Existing;
import orcareward.problem.FolderInUseException;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    @Test
    void aNewFolderIsMadeAndHeld() throws IOException {
        Path out = temp.resolve("a/b");
        try (OutputFolder folder = acquire(out, Existing.REFUSE)) {
            assertThat(folder.path()).isEqualTo(out);
            assertThat(out.resolve(".orca.lock")).content()
                    .contains("process " + ProcessHandle.current().pid() + " on ").contains(NOW.toString());
        }
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aFolderWithSomethingInItIsRefusedWithBothWaysOut() throws IOException {
        Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> acquire(temp, Existing.REFUSE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(temp.toString()).hasMessageContaining("--overwrite")
                .hasMessageContaining("--resume");
        assertThat(names(temp)).containsExactly("notes.txt");
    }

    @Test
    void aLockLeftByAKillIsNothing() throws IOException {
        Files.writeString(temp.resolve(".orca.lock"), "process 1 on some host since long ago\n" + "x".repeat(2000));

        assertThat(OutputFolder.isOccupied(temp)).isFalse();
        try (OutputFolder folder = acquire(temp, Existing.REFUSE)) {
            assertThat(folder.path().resolve(".orca.lock")).content().doesNotContain("long ago");
        }
    }

    @Test
    void overwritingRemovesARunAndNothingElse() throws IOException {
        List<String> ofARun = List.of("config.json", "model.safetensors", "model-00001-of-00002.safetensors",
                "model.safetensors.index.json", "adapter_config.json", "adapter_model.safetensors", "tokenizer.json",
                "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja", "trainer_state.json",
                "events.jsonl", "config.yaml", "orca_run.json", "training_args.bin", "model.safetensors.part",
                "checkpoint-24/model.safetensors", "checkpoint-24/deep/er.bin",
                "runs/Jan02_03-04-05_box/events.out.tfevents.1767323045.box.77.0");
        List<String> foreign = List.of("notes.txt", "data.json", "my-model.safetensors", "model.safetensors.bak",
                "checkpoint-best/model.safetensors", "runs/notes.txt", "plots/config.json", "README.md");
        for (String name : Stream.concat(ofARun.stream(), foreign.stream()).toList()) {
            Files.createDirectories(temp.resolve(name).getParent());
            Files.writeString(temp.resolve(name), name);
        }
        try (OutputFolder folder = acquire(temp, Existing.OVERWRITE)) {
            assertThat(temp.resolve("model.safetensors")).as("before the input is known to be good").exists();
            folder.removeEarlierRun();
        }

        try (Stream<Path> left = Files.walk(temp)) {
            assertThat(left.filter(Files::isRegularFile).map(file -> temp.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(foreign);
        }
        assertThat(temp.resolve("checkpoint-24")).doesNotExist();
        assertThat(temp.resolve("runs/Jan02_03-04-05_box")).doesNotExist();
    }

    @Test
    void overwritingFollowsNoLinks() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("model.safetensors"), "precious");
        Path out = Files.createDirectories(temp.resolve("out"));
        Files.createSymbolicLink(out.resolve("checkpoint-1"), elsewhere);
        Files.createSymbolicLink(out.resolve("model.safetensors"), elsewhere.resolve("model.safetensors"));
        try (OutputFolder folder = acquire(out, Existing.OVERWRITE)) {
            folder.removeEarlierRun();
        }

        assertThat(elsewhere.resolve("model.safetensors")).hasContent("precious");
        assertThat(names(out)).containsExactly("checkpoint-1");
    }

    @Test
    void resumingKeepsEverything() throws IOException {
        Files.writeString(temp.resolve("config.json"), "{}");
        try (OutputFolder folder = acquire(temp, Existing.KEEP)) {
            folder.removeEarlierRun();
        }

        assertThat(names(temp)).containsExactly("config.json");
    }

    @Test
    void aSecondRunInThisProcessIsToldWhoHoldsTheFolder() throws IOException {
        try (OutputFolder held = acquire(temp, Existing.KEEP)) {
            assertThat(held.path()).isEqualTo(temp);
            assertThatThrownBy(() -> acquire(temp.resolve("."), Existing.OVERWRITE))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            // The failed attempt may not have ended the lock.
            assertThat(another(temp).waitForLine()).contains("in use");
        }
        acquire(temp, Existing.KEEP).close();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void theLockEndsWithItsProcess() throws IOException {
        try (OtherProcess other = another(temp)) {
            assertThat(other.waitForLine()).isEqualTo("held");
            assertThatThrownBy(() -> acquire(temp, Existing.OVERWRITE)).isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("process " + other.process.pid()).hasMessageContaining("since 20");
            other.process.destroyForcibly().onExit().join();
        }

        acquire(temp, Existing.REFUSE).close();
    }

    @Test
    void aFolderMadeInVainIsTakenBackWithItsParents() throws IOException {
        Path out = temp.resolve("a/b/c");
        acquire(out, Existing.REFUSE).releaseUnused();

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFolderThatWasThereOrIsUsedStays() throws IOException {
        Path there = Files.createDirectories(temp.resolve("there"));
        acquire(there, Existing.REFUSE).releaseUnused();
        OutputFolder used = acquire(temp.resolve("used"), Existing.REFUSE);
        Files.writeString(used.path().resolve("events.jsonl"), "");
        used.releaseUnused();

        assertThat(there).isEmptyDirectory();
        assertThat(names(temp.resolve("used"))).containsExactly("events.jsonl");
    }

    @Test
    void aFileOrAFolderInsideAFileCannotBeTheOutput() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> acquire(file, Existing.OVERWRITE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("a file").hasMessageContaining("--output-dir");
        assertThatThrownBy(() -> acquire(file.resolve("out"), Existing.OVERWRITE))
                .isInstanceOf(ProblemException.class).hasMessageContaining("can't be created")
                .hasMessageContaining("--output-dir");
        assertThat(names(temp)).containsExactly("file");
    }

    private static OutputFolder acquire(Path folder, Existing existing) {
        return OutputFolder.acquire(folder, existing, NOW);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static OtherProcess another(Path folder) throws IOException {
        return new OtherProcess(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), folder.toString())
                .redirectErrorStream(true).start());
    }

    private record OtherProcess(Process process) implements AutoCloseable {
        String waitForLine() throws IOException {
            return process.inputReader().readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Another process that holds a folder until it is killed, or says why it can't. */
    static final class Holder {
        private Holder() {
        }

        static void main(String[] args) throws InterruptedException {
            try {
                OutputFolder.acquire(Path.of(args[0]), Existing.KEEP, Instant.now());
                System.out.println("held");
                Thread.sleep(60_000);
            } catch (FolderInUseException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
