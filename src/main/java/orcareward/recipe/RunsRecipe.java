package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.files.HostName;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;
import orcareward.runlog.EventsJsonl;
import orcareward.runlog.EventsTail;
import orcareward.runlog.RunRegistry;
import orcareward.runlog.TrainerState;
import org.jspecify.annotations.Nullable;

/** The user's runs: the registry's entries and what stands in their output folders. */
public final class RunsRecipe implements RunsRunner {
    /** What curves are made of, by the events' types. */
    private static final Set<String> OF_CURVES = Set.of("training_started", "step_logged", "evaluated");
    private static final List<String> WEIGHTS = List.of("model.safetensors", "model.safetensors.index.json",
            "adapter_model.safetensors");

    private final UserFolder user;
    private final Clock clock;
    private @Nullable Kept kept;

    /** What is in the user's folder, which is looked for when first needed. */
    private record Kept(RunRegistry registry, RunTrash trash) {
    }

    /** The registry and the trash are in the user's folder. */
    public RunsRecipe(UserFolder user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    private synchronized Kept kept() {
        Kept known = kept;
        if (known == null) {
            RunRegistry registry = new RunRegistry(user.runs(), clock, HostName.ofThisMachine());
            known = new Kept(registry, new RunTrash(user.trash(), registry, clock));
            kept = known;
        }
        return known;
    }

    @Override
    public List<RunEntry> list(Consumer<String> notices) throws IOException {
        List<RunEntry> runs = new ArrayList<>();
        for (List<RunEntry> entries : byFolder(notices)) {
            // A run that goes on enters itself again; the name that the user gave it before stays.
            String name = entries.stream().filter(entry -> kept().registry.isRenamed(entry.id())).findFirst()
                    .orElse(entries.getFirst()).name();
            runs.add(entries.getFirst().withName(name));
        }
        return List.copyOf(runs);
    }

    /** Entries with the same output folder, the newest first. */
    private List<List<RunEntry>> byFolder(Consumer<String> notices) throws IOException {
        Map<String, List<RunEntry>> folders = new LinkedHashMap<>();
        for (RunEntry entry : kept().registry.list(notices)) {
            folders.computeIfAbsent(entry.outputDir(), folder -> new ArrayList<>()).add(entry);
        }
        return List.copyOf(folders.values());
    }

    private List<RunEntry> entriesOf(RunEntry run) throws IOException {
        return byFolder(notice -> {
            // said when the runs were listed
        }).stream().filter(entries -> entries.getFirst().outputDir().equals(run.outputDir())).findFirst()
                .orElseThrow(() -> new ProblemException(run.name(), "the run is no longer in the list",
                        "Look whether another window has deleted it"));
    }

    @Override
    public RunCurves curves(RunEntry run) throws IOException {
        EventsTail tail = tail(run, OF_CURVES::contains);
        RunCurvesBuilder curves = new RunCurvesBuilder();
        EventsTail.Part part;
        do {
            part = tail.read();
            part.events().forEach(curves::accept);
        } while (!part.atEnd());
        return curves.curves();
    }

    @Override
    public RunTail tail(RunEntry run) {
        EventsTail tail = tail(run, type -> true);
        return () -> tail.read().events();
    }

    private static EventsTail tail(RunEntry run, Predicate<String> wanted) {
        return new EventsTail(Path.of(run.outputDir()).resolve(EventsJsonl.NAME), wanted);
    }

    @Override
    public List<RunModel> models(RunEntry run) throws IOException {
        Path folder = Path.of(run.outputDir());
        List<RunModel> models = new ArrayList<>();
        for (Path checkpoint : RunFolder.checkpoints(folder)) {
            models.addFirst(new RunModel(checkpoint, RunFolder.stepOf(checkpoint).orElseThrow(), false,
                    RunFolder.isResumable(checkpoint)));
        }
        if (WEIGHTS.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
            models.addFirst(new RunModel(folder, finalStep(run, folder), true, false));
        }
        return List.copyOf(models);
    }

    /** Of a run that went on and has not ended, the final model is an earlier one than its entry says. */
    private static long finalStep(RunEntry run, Path folder) throws IOException {
        Path state = folder.resolve(TrainerState.NAME);
        boolean ended = run.state() == RunState.FINISHED || run.state() == RunState.STOPPED;
        return ended || !Files.isRegularFile(state) ? run.step() : TrainerState.read(state).globalStep();
    }

    @Override
    public RunSettings settings(RunEntry run) throws IOException {
        Path saved = Path.of(run.outputDir()).resolve(EarlierRun.SAVED_CONFIG);
        if (!Files.isRegularFile(saved)) {
            throw new ProblemException(saved.toString(), "the run's settings are not there any more",
                    "Put its folder back where it was, or delete the run from the list");
        }
        return new RunSettings(Files.readString(saved), ConfigReader.read(new ConfigSource.File(saved)).values());
    }

    @Override
    public void rename(RunEntry run, String name) throws IOException {
        List<RunEntry> entries = entriesOf(run);
        for (RunEntry entry : entries) {
            kept().registry.rename(entry.id(), "");
        }
        kept().registry.rename(entries.getFirst().id(), name);
    }

    @Override
    public void delete(RunEntry run, EventSink events) throws IOException {
        kept().trash.put(entriesOf(run), events);
    }

    @Override
    public List<TrashedRun> trash() throws IOException {
        return kept().trash.list();
    }

    @Override
    public void restore(TrashedRun run, EventSink events) throws IOException {
        kept().trash.restore(run, events);
    }

    @Override
    public void emptyTrash(EventSink events) throws IOException {
        kept().trash.empty(events);
    }

    @Override
    public void purge(TrashedRun run) throws IOException {
        kept().trash.purge(run);
    }
}
