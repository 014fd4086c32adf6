package orcareward.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import orcareward.config.DeviceChoice;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.EarlierRun;
import orcareward.recipe.TrainJob;
import orcareward.recipe.TrainOutcome;
import orcareward.recipe.TrainRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orca train}: trains, then evaluates the held-out pairs. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a reward model, then evaluates the held-out pairs.", footer = {
        "", "Examples:",
        "  ${COMMAND-FULL-NAME} --preset demo", "  ${COMMAND-FULL-NAME} mine.yaml --set learning_rate=2e-5",
        "  ${COMMAND-FULL-NAME} --use-lora --set model_name_or_path=models/smollm2",
        "  ${COMMAND-FULL-NAME} --resume reward_model_orca_output", "",
        "Ctrl-C stops after the current step and saves; the run can then be resumed."})
final class TrainCommand implements Callable<Integer> {
    /** What is trained when nothing else is asked for. */
    static final String DEFAULT_PRESET = "orca-smollm2";

    private final CliContext context;
    private final TrainRunner runner;
    private final ConfigLoader configLoader;
    private final Function<TrainingEvent, String> eventJson;

    @Parameters(arity = "0..1", paramLabel = "CONFIG.yaml", description = "Settings in TRL's names; see the command config.")
    @Nullable
    Path config;

    @Option(names = "--preset", paramLabel = "NAME", description = "demo, orca-smollm2 or orca-smollm2-lora. Without CONFIG and preset: orca-smollm2.")
    @Nullable
    String preset;

    @Option(names = "--use-lora", description = "Trains a LoRA adapter instead of all weights.")
    boolean useLora;

    @Option(names = "--set", paramLabel = "key=value", description = "A setting, its value in YAML; may be repeated, and wins over the file.")
    List<String> sets = List.of();

    @Option(names = "--output-dir", paramLabel = "DIR", description = "Where everything is written.")
    @Nullable
    Path outputDir;

    @Option(names = "--overwrite", description = "Replaces what an earlier run left in the output folder.")
    boolean overwrite;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on from the last complete checkpoint of an "
            + "output folder, or from a checkpoint. Only limits, logging, saving, device and cpu_threads may be changed.")
    @Nullable
    Path resume;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto (a GPU where there is one), cpu or cuda.")
    @Nullable
    DeviceChoice device;

    @Option(names = "--json", description = "Prints events as lines of JSON instead of the progress line.")
    boolean json;

    TrainCommand(CliContext context, TrainRunner runner, ConfigLoader configLoader,
            Function<TrainingEvent, String> eventJson) {
        this.context = context;
        this.runner = runner;
        this.configLoader = configLoader;
        this.eventJson = eventJson;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrainJob job = resume == null ? freshJob() : resumedJob(context.resolve(resume));
        return job == null ? ExitCode.INPUT : train(job);
    }

    private @Nullable TrainJob freshJob() throws IOException {
        if (outputDir != null && outputDir.toString().isBlank()) {
            throw new ProblemException("--output-dir", "is empty", "Name a folder, or leave it out");
        }
        ConfigLoader.Loaded loaded = configLoader.load(config == null ? null : context.resolve(config),
                config == null && preset == null ? DEFAULT_PRESET : preset, useLora, sets,
                outputDir == null ? null : outputDir.toString(), overwrite, device);
        boolean replace = loaded.config().output().overwriteOutputDir();
        TrainJob job = new TrainJob(loaded.config(), loaded.notes(), replace, null, context.workingDirectory());
        if (replace || !context.terminal() || json) {
            return job; // the recipe refuses a folder with something in it, after it has seen that no other run writes there
        }
        Path folder = context.resolve(Path.of(loaded.config().output().outputDir()));
        Optional<EarlierRun> earlier = EarlierRun.in(folder);
        return earlier.isEmpty() ? job : switch (ask(earlier.get())) {
            case "o", "overwrite" -> new TrainJob(job.config(), job.configNotes(), true, null, job.workingDirectory());
            case "r", "resume" -> resumedJob(folder);
            default -> {
                context.err().println("Nothing was changed.");
                context.err().flush();
                yield null;
            }
        };
    }

    private String ask(EarlierRun run) throws IOException {
        String kept = run.lastCheckpoint() == null
                ? "without a checkpoint"
                : "up to " + run.lastCheckpoint().getFileName();
        context.out().println("%s holds an earlier run, %s.".formatted(context.typed(run.folder()), kept));
        context.out().print("[o]verwrite it, [r]esume it, or [c]ancel? ");
        context.out().flush();
        String answer = context.in().readLine();
        return answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
    }

    private TrainJob resumedJob(Path folder) throws IOException {
        List<Problem> problems = new ArrayList<>();
        String remedy = "A resumed run keeps its settings; leave this out";
        if (resume != null) {
            refuseWithResume(config != null, "CONFIG", remedy, problems);
            refuseWithResume(preset != null, "--preset", remedy, problems);
            refuseWithResume(outputDir != null, "--output-dir", remedy, problems);
            refuseWithResume(useLora, "--use-lora", remedy, problems);
            refuseWithResume(overwrite, "--overwrite", "Either go on with the run or replace it", problems);
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        ConfigLoader.Loaded loaded = configLoader.loadForResume(EarlierRun.savedConfig(folder), sets, device);
        return new TrainJob(loaded.config(), loaded.notes(), false, folder, context.workingDirectory());
    }

    private static void refuseWithResume(boolean given, String name, String remedy, List<Problem> problems) {
        if (given) {
            problems.add(new Problem(name, "this can't be given together with --resume", remedy));
        }
    }

    private int train(TrainJob job) throws IOException, InterruptedException {
        RunControl control = new RunControl();
        try (ProgressSink progress = json ? ProgressSink.json(context, eventJson) : ProgressSink.speaking(context);
                Interrupts.Registration ignored = context.interrupts().listen(onInterrupt(control, progress))) {
            TrainOutcome outcome = runner.run(job, progress, control);
            return switch (outcome.outcome()) {
                case FINISHED -> ExitCode.DONE;
                case STOPPED -> {
                    progress.say(howToGoOn("Stopped after step " + Words.count(outcome.step()) + ".", outcome));
                    yield ExitCode.INTERRUPTED;
                }
                case FAILED -> {
                    context.err().println(howToGoOn("", outcome) + " Details are in " + context.logFile());
                    context.err().flush();
                    yield ExitCode.FAILED;
                }
            };
        }
    }

    /** The first Ctrl-C asks the loop to end and save, the second ends the process: what is on disk stays whole. */
    private Runnable onInterrupt(RunControl control, ProgressSink progress) {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            if (count.incrementAndGet() == 1) {
                control.stop();
                progress.say("Stopping after this step and saving; press Ctrl-C again to end at once without saving.");
            } else {
                context.haltNow().accept(ExitCode.INTERRUPTED);
            }
        };
    }

    /** A run that was stopped while its data were read has left nothing to overwrite. */
    private static boolean hasBegun(TrainOutcome outcome) {
        return Files.exists(outcome.outputDir().resolve(EarlierRun.SAVED_CONFIG));
    }

    private String howToGoOn(String first, TrainOutcome outcome) {
        String kept = outcome.lastCheckpoint() == null
                ? "There is no checkpoint yet; start again with the same command" + (hasBegun(outcome)
                        ? " and --overwrite."
                        : ".")
                : "Kept: %s. Go on with:\n  %s train --resume %s\n".formatted(context.typed(outcome.lastCheckpoint()),
                        Words.quoted(context.programCommand()), context.typed(outcome.outputDir()));
        return (first + " " + kept).strip();
    }
}
