package orcareward.runlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import orcareward.config.LoraConfig;
import orcareward.config.TrainConfig;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.files.AtomicFiles;
import org.jspecify.annotations.Nullable;

/**
 * All runs of this user, one JSON file each ({@code runs/ID.json}), so that other windows and processes see them. Each file is
 * written by its own run alone, whole or not at all; no lock is needed. A name that the user gives afterwards stands beside it, in
 * {@code ID.name}, so that it holds whatever the run writes while it goes on.
 */
public final class RunRegistry {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addModule(EventJson.times()).build();
    private static final String NAME = ".name";
    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    /** Linux derives a process's start from the clock, which may be set while it runs. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

    private final Path folder;
    private final Clock clock;
    private final String host;
    private final LongFunction<Optional<ProcessHandle>> processes;

    /** The registry in {@code folder} ({@code UserFolder.runs()}), for processes of this machine. */
    public RunRegistry(Path folder, Clock clock, String host) {
        this(folder, clock, host, ProcessHandle::of);
    }

    RunRegistry(Path folder, Clock clock, String host, LongFunction<Optional<ProcessHandle>> processes) {
        this.folder = folder;
        this.clock = clock;
        this.host = host;
        this.processes = processes;
    }

    /**
     * Enters a run of this process as running.
     *
     * @param outputDir the run's folder, absolute
     * @param onTrouble told once, in a person's words, when the entry can't be written any more; the run goes on
     */
    public RegisteredRun enter(TrainConfig config, Path outputDir, Consumer<String> onTrouble) throws IOException {
        Files.createDirectories(folder);
        String runName = config.output().runName();
        String name = runName == null || runName.isBlank() ? String.valueOf(outputDir.getFileName()) : runName;
        Instant now = clock.instant();
        String stem = slug(name) + "-" + ID_TIME.format(now.atZone(clock.getZone()));
        ProcessHandle self = ProcessHandle.current();
        for (int number = 1;; number++) {
            String id = number == 1 ? stem : stem + "-" + number;
            RunEntry entry = new RunEntry(id, name, outputDir.toString(), modelOf(config),
                    config.data().datasetName(), methodOf(config.lora()), RunState.RUNNING, host, self.pid(),
                    self.info().startInstant().orElse(null), now, null, 0, 0, Map.of());
            if (writeNew(entry)) {
                return new RegisteredRun(this, entry, onTrouble);
            }
        }
    }

    /** Writes an entry unless its id is taken. A marker makes asking and writing one step among processes. */
    private boolean writeNew(RunEntry entry) throws IOException {
        Path marker = folder.resolve("." + entry.id() + ".new");
        try {
            Files.createFile(marker);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            if (Files.exists(fileOf(entry.id()))) {
                return false;
            }
            write(entry);
            return true;
        } finally {
            Files.delete(marker);
        }
    }

    void write(RunEntry entry) throws IOException {
        AtomicFiles.write(fileOf(entry.id()), out -> out
                .write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(entry)));
    }

    private Path fileOf(String id) {
        return folder.resolve(id + ".json");
    }

    private Path nameOf(String id) {
        return folder.resolve(id + NAME);
    }

    /** Gives a run another name, also while it goes on; a blank one gives it back the one that it began with. */
    public void rename(String id, String name) throws IOException {
        if (name.isBlank()) {
            Files.deleteIfExists(nameOf(id));
        } else {
            AtomicFiles.writeString(nameOf(id), name.strip());
        }
    }

    /** Whether the user gave the run another name. */
    public boolean isRenamed(String id) {
        return Files.exists(nameOf(id));
    }

    /** Moves a run's entry to another registry, with its name. */
    public void moveTo(RunRegistry other, String id) throws IOException {
        Files.createDirectories(other.folder);
        if (Files.exists(nameOf(id))) {
            Files.move(nameOf(id), other.nameOf(id), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fileOf(id), other.fileOf(id), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * All runs, the newest first. A run whose process is gone is shown as {@link RunState#VANISHED}.
     *
     * @param notices told of each file that can't be read; it is left out
     */
    public List<RunEntry> list(Consumer<String> notices) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        List<RunEntry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                entries.add(named(asItStands(MAPPER.readValue(Files.readAllBytes(file), RunEntry.class))));
            } catch (IOException e) {
                if (e instanceof NoSuchFileException) {
                    // Removed since it was listed.
                    continue;
                }
                notices.accept(file + " is not an entry of a run and is left out; remove it");
            }
        }
        entries.sort(Comparator.comparing(RunEntry::started).reversed().thenComparing(RunEntry::id));
        return List.copyOf(entries);
    }

    private RunEntry named(RunEntry entry) throws IOException {
        Path file = nameOf(entry.id());
        return Files.exists(file) ? entry.withName(Files.readString(file)) : entry;
    }

    private RunEntry asItStands(RunEntry entry) {
        // Processes of another machine, with which this folder is shared, can't be looked up here.
        boolean gone = entry.state() == RunState.RUNNING && entry.host().equals(host) && !isAlive(entry);
        return gone ? entry.withState(RunState.VANISHED, null) : entry;
    }

    private boolean isAlive(RunEntry entry) {
        Optional<ProcessHandle> process = processes.apply(entry.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        Instant entered = entry.processStarted();
        Instant found = process.get().info().startInstant().orElse(null);
        return entered == null || found == null || Duration.between(entered, found).abs().compareTo(CLOCK_SLACK) <= 0;
    }

    private static String modelOf(TrainConfig config) {
        String adapter = config.model().adapterNameOrPath();
        @Nullable
        String model = config.model().modelNameOrPath();
        if (model == null) {
            return adapter == null ? "" : adapter;
        }
        return adapter == null ? model : model + " with " + adapter;
    }

    private static String methodOf(Optional<LoraConfig> lora) {
        return lora.map(config -> "LoRA r=" + config.r()).orElse("full");
    }

    /** A name as part of a file name on every platform. */
    private static String slug(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String cut = plain.length() > 60 ? plain.substring(0, 60) : plain;
        return cut.isEmpty() ? "run" : cut;
    }
}
