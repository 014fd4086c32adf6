package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-31T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void theFileIsNamedAfterDayAndProcessAndLogsOfLastMonthGo() throws IOException {
        Path logs = Files.createDirectories(LogFiles.folder(folder));
        Path old = log(logs, "orca-2026-02-01-7.log", Duration.ofDays(31));
        Path recent = log(logs, "orca-2026-03-30-7.log", Duration.ofDays(1));
        Path other = log(logs, "notes.txt", Duration.ofDays(365));
        assertThat(LogFiles.prepare(folder, Clock.fixed(NOW, ZoneOffset.UTC), 42))
                .isEqualTo(logs.resolve("orca-2026-03-31-42.log"));
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(other).exists();
    }

    @Test
    void aFolderThatCantBeMadeIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> LogFiles.prepare(file, Clock.systemUTC(), 42)).isInstanceOf(IOException.class);
    }

    private static Path log(Path folder, String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }
}
