package orcareward.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** One log file a process, in the user's folder; those of a month ago go. */
public final class LogFiles {
    private static final Duration KEPT = Duration.ofDays(30);

    private LogFiles() {
    }

    /** The folder of the log files. */
    public static Path folder(Path userFolder) {
        return userFolder.resolve("logs");
    }

    /**
     * Makes the folder, removes old files and names this process's file, which the logger creates with its first line.
     *
     * @throws IOException when the folder can't be made or written
     */
    public static Path prepare(Path userFolder, Clock clock, long pid) throws IOException {
        Path folder = Files.createDirectories(folder(userFolder));
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        FileTime oldest = FileTime.from(clock.instant().minus(KEPT));
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "orca-*.log")) {
            for (Path log : logs) {
                removeIfOlder(log, oldest);
            }
        }
        return folder.resolve("orca-" + LocalDate.now(clock) + "-" + pid + ".log");
    }

    private static void removeIfOlder(Path log, FileTime oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(log).compareTo(oldest) < 0) {
                Files.deleteIfExists(log);
            }
        } catch (NoSuchFileException e) {
            return; // another process has just removed it
        }
    }
}
