package orcareward.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import orcareward.problem.FolderInUseException;
import orcareward.problem.ProblemException;

/**
 * A run's output folder, held for this process from {@link #acquire} to {@link #close}.
 *
 * <p>Acquiring changes nothing that was there, so that bad input found afterwards costs nobody a file: an earlier run is removed
 * only by {@link #removeEarlierRun}, and {@link #releaseUnused} takes back a folder that was made in vain.
 */
public final class OutputFolder implements AutoCloseable {
    /** What to do about a folder with something in it. */
    public enum Existing {
        /** Not accepted. */
        REFUSE,
        /** {@code --overwrite}: what a run wrote there is removed by {@link OutputFolder#removeEarlierRun}. */
        OVERWRITE,
        /** {@code --resume}: stays, the run goes on in it. */
        KEEP
    }

    private final Path path;
    private final Existing existing;
    private final List<Path> created;
    private final FolderLock lock;

    private OutputFolder(Path path, Existing existing, List<Path> created, FolderLock lock) {
        this.path = path;
        this.existing = existing;
        this.created = List.copyOf(created);
        this.lock = lock;
    }

    /**
     * Creates the folder where needed and holds it.
     *
     * @param now when this process began to hold it, for the message to others
     * @throws FolderInUseException when a run writes to it
     * @throws ProblemException when it can't be created or written, or has something in it and {@code existing} refuses that
     */
    public static OutputFolder acquire(Path folder, Existing existing, Instant now) {
        Path path = folder.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ProblemException(folder.toString(), "this is a file, not a folder",
                    "Choose another folder with --output-dir");
        }
        List<Path> created = new ArrayList<>();
        boolean acquired = false;
        try {
            create(path, created);
            FolderLock lock = FolderLock.take(path,
                    FolderLock.describe(ProcessHandle.current().pid(), HostName.ofThisMachine(), now));
            OutputFolder output = new OutputFolder(path, existing, created, lock);
            if (existing == Existing.REFUSE && isOccupied(path)) {
                output.close();
                throw occupied(folder);
            }
            acquired = true;
            return output;
        } catch (IOException e) {
            throw new ProblemException(folder.toString(), "the folder can't be created or written",
                    "Make it writable, or choose another one with --output-dir", e);
        } finally {
            if (!acquired) {
                removeIfEmpty(created);
            }
        }
    }

    /** Whether something other than a lock is in {@code folder}, so that a run must be told what to do about it. */
    public static boolean isOccupied(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(entry -> !entry.endsWith(RunFiles.LOCK));
        }
    }

    private static ProblemException occupied(Path folder) {
        return new ProblemException(folder.toString(), "there is something in the output folder already",
                "--overwrite replaces the run in it, --resume " + folder
                        + " continues that run, --output-dir chooses another folder");
    }

    /** Creates the folder and its parents; those that were not there before are added to {@code created}, the deepest first. */
    private static void create(Path path, List<Path> created) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
            missing.push(at);
        }
        for (Path folder : missing) {
            Files.createDirectories(folder);
            created.addFirst(folder);
        }
    }

    /** Where the folder is, absolute. */
    public Path path() {
        return path;
    }

    /** With {@link Existing#OVERWRITE}, removes what a run wrote there; files of other names stay. Nothing happens otherwise. */
    public void removeEarlierRun() throws IOException {
        if (existing == Existing.OVERWRITE) {
            RunFiles.deleteFrom(path);
        }
    }

    /** Ends holding the folder; if {@link #acquire} made it and it is still empty, it is removed again, with parents made for it. */
    public void releaseUnused() throws IOException {
        close();
        removeIfEmpty(created);
    }

    /** Deepest first, up to the first that has something in it. */
    private static void removeIfEmpty(List<Path> created) {
        try {
            for (Path folder : created) {
                if (!RunFiles.deleteIfEmpty(folder)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends holding the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
