package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.files.AtomicFiles;
import orcareward.files.HostName;
import orcareward.files.OutputFolder;
import orcareward.files.RunFiles;
import orcareward.problem.ProblemException;
import orcareward.runlog.RunRegistry;

/**
 * Deleted runs in a folder of the user's: {@code ID/entries} with their entries of the registry, {@code ID/files} with what
 * they wrote. It is ours and not the platform's, since Java reaches that only through AWT, where Linux has none that works and
 * nothing can be restored from it.
 *
 * <p>Files go before entries, so that a run whose deletion was broken off is still in the list and can be deleted again.
 */
final class RunTrash {
    private static final String ENTRIES = "entries";
    private static final String FILES = "files";

    private final Path folder;
    private final RunRegistry registry;
    private final Clock clock;

    RunTrash(Path folder, RunRegistry registry, Clock clock) {
        this.folder = folder;
        this.registry = registry;
        this.clock = clock;
    }

    /** Takes a run with all its entries, the newest first. */
    void put(List<RunEntry> entries, EventSink events) throws IOException {
        RunEntry run = entries.getFirst();
        if (run.state() == RunState.RUNNING) {
            throw new ProblemException(run.name(), "the run goes on", "Stop it first, then delete it");
        }
        Path slot = folder.resolve(run.id());
        Path outputDir = Path.of(run.outputDir());
        // A folder of that name that isn't a run's any more belongs to something else.
        if (Files.isDirectory(outputDir) && EarlierRun.in(outputDir).isPresent()) {
            try (OutputFolder held = OutputFolder.acquire(outputDir, OutputFolder.Existing.KEEP, clock.instant())) {
                Files.createDirectories(slot.resolve(FILES));
                move(run, RunFiles.writtenTo(held.path()), slot.resolve(FILES), events);
            }
            RunFiles.deleteIfEmpty(outputDir);
        }
        RunRegistry deleted = registryIn(slot);
        for (RunEntry entry : entries) {
            registry.moveTo(deleted, entry.id());
        }
    }

    private void move(RunEntry run, List<Path> what, Path to, EventSink events) throws IOException {
        new FolderMove(clock, events, run.name()).move(what, to);
    }

    private RunRegistry registryIn(Path slot) {
        return new RunRegistry(slot.resolve(ENTRIES), clock, HostName.ofThisMachine());
    }

    private List<RunEntry> entriesIn(Path slot) throws IOException {
        return registryIn(slot).list(notice -> {
            // An entry that can't be read can't be restored either; emptying the trash removes it.
        });
    }

    /** What can be restored, the last deleted first. */
    List<TrashedRun> list() throws IOException {
        List<Path> slots;
        try (Stream<Path> all = Files.list(folder)) {
            slots = all.filter(Files::isDirectory).toList();
        }
        List<TrashedRun> runs = new ArrayList<>();
        for (Path slot : slots) {
            List<RunEntry> entries = entriesIn(slot);
            if (!entries.isEmpty()) {
                Instant deleted = Files.getLastModifiedTime(slot.resolve(ENTRIES)).toInstant();
                runs.add(new TrashedRun(entries.getFirst(), deleted, FolderMove.bytes(slot)));
            }
        }
        runs.sort(Comparator.comparing(TrashedRun::deleted).reversed());
        return List.copyOf(runs);
    }

    /** Puts a run back. */
    void restore(TrashedRun trashed, EventSink events) throws IOException {
        RunEntry run = trashed.run();
        Path slot = folder.resolve(run.id());
        Path files = slot.resolve(FILES);
        if (Files.isDirectory(files)) {
            try (OutputFolder held = OutputFolder.acquire(Path.of(run.outputDir()), OutputFolder.Existing.KEEP,
                    clock.instant())) {
                List<Path> what = RunFiles.writtenTo(files);
                for (Path path : what) {
                    requireFree(held.path().resolve(path.getFileName()), run);
                }
                move(run, what, held.path(), events);
            }
        }
        for (RunEntry entry : entriesIn(slot)) {
            registryIn(slot).moveTo(registry, entry.id());
        }
        AtomicFiles.deleteRecursively(slot);
    }

    private static void requireFree(Path path, RunEntry run) {
        if (Files.exists(path)) {
            throw new ProblemException(path.toString(), "something else is there now where " + run.name() + " was",
                    "Move it elsewhere, then restore the run");
        }
    }

    /** Deletes everything for good, also what can't be restored: remains of a move that was broken off. */
    void empty(EventSink events) throws IOException {
        List<Path> slots;
        try (Stream<Path> all = Files.list(folder)) {
            slots = all.toList();
        }
        for (int i = 0; i < slots.size(); i++) {
            events.accept(new TrainingEvent.PhaseProgress(clock.instant(), slots.get(i).toString(), i, slots.size()));
            AtomicFiles.deleteRecursively(slots.get(i));
        }
    }

    /** Deletes a run for good. */
    void purge(TrashedRun run) throws IOException {
        AtomicFiles.deleteRecursively(folder.resolve(run.run().id()));
    }
}
