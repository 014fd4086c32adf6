package orcareward.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second start hands over to the first. Sockets' paths are short on every platform, so the folder is the system's. */
class OneWindowTest {
    private final LinkedBlockingQueue<List<Path>> heard = new LinkedBlockingQueue<>();
    private Path folder;
    private Path socket;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory("orca");
        socket = folder.resolve("desktop.sock");
    }

    @AfterEach
    void removeFolder() throws Exception {
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }

    @Test
    void aSecondStartHandsItsFilesToTheFirst() throws Exception {
        Path file = folder.resolve("ein \u00fc.yaml");
        try (OneWindow first = OneWindow.listen(socket, Runnable::run, heard::add)) {
            assertThat(first).isNotNull();
            assertThat(OneWindow.handOver(socket, List.of(file))).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).containsExactly(file);
            assertThat(OneWindow.handOver(socket, List.of())).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void withoutAFirstThereIsNobodyToHandOverTo() {
        assertThat(OneWindow.handOver(socket, List.of())).isFalse();
    }

    @Test
    void whatAKilledProcessLeftIsReplaced() throws Exception {
        Files.writeString(socket, "");
        assertThat(OneWindow.handOver(socket, List.of())).isFalse();
        try (OneWindow second = OneWindow.listen(socket, Runnable::run, heard::add)) {
            assertThat(second).isNotNull();
            assertThat(OneWindow.handOver(socket, List.of())).isTrue();
        }
    }
}
