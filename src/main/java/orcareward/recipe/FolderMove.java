package orcareward.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.files.AtomicFiles;
import orcareward.problem.ProblemException;

/** Files and folders to another folder: by renaming, or across file systems by a copy that ends with deleting the originals. */
final class FolderMove {
    private final Clock clock;
    private final EventSink events;
    private final String phase;
    private long done;
    private long total;

    /** Progress in bytes goes to {@code events} where a copy is needed; {@code name} stands for what is moved. */
    FolderMove(Clock clock, EventSink events, String name) {
        this.clock = clock;
        this.events = events;
        phase = "Moving " + name;
    }

    /** Moves each path into {@code to}, which exists; what is there under the same name, left by a copy that broke off, is replaced. */
    void move(List<Path> what, Path to) throws IOException {
        for (Path path : what) {
            Path target = to.resolve(path.getFileName());
            AtomicFiles.deleteRecursively(target);
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                copyAll(what.subList(what.indexOf(path), what.size()), to);
                return;
            }
        }
    }

    /** Copies everything before it deletes anything, so that a full disk, or a listener that throws to end it, leaves the originals. */
    void copyAll(List<Path> what, Path to) throws IOException {
        total = 0;
        for (Path path : what) {
            total += bytes(path);
        }
        requireRoom(to);
        boolean complete = false;
        try {
            for (Path path : what) {
                AtomicFiles.deleteRecursively(to.resolve(path.getFileName()));
                copy(path, to.resolve(path.getFileName()));
            }
            complete = true;
        } finally {
            for (Path path : what) {
                AtomicFiles.deleteRecursively(complete ? path : to.resolve(path.getFileName()));
            }
        }
    }

    private void requireRoom(Path to) throws IOException {
        long free = Files.getFileStore(to).getUsableSpace();
        if (free < total) {
            throw new ProblemException(to.toString(), "there is no room: %s are needed, %s are free"
                    .formatted(DoctorRecipe.size(total), DoctorRecipe.size(free)),
                    "Make room there, or move the run's folder by hand");
        }
    }

    private void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.toList(); // folders come before what is in them
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                done += Files.size(path);
                events.accept(new TrainingEvent.PhaseProgress(clock.instant(), phase, done, total));
            }
        }
    }

    /** What the files in a folder take, or a file. */
    static long bytes(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).mapToLong(file -> {
                try {
                    return Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
