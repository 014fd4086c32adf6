package orcareward.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import orcareward.config.DataConfig;
import orcareward.config.DeviceChoice;
import orcareward.config.EvaluationConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.ModelConfig;
import orcareward.config.OutputConfig;
import orcareward.config.PromptFormat;
import orcareward.config.ScheduleConfig;
import orcareward.config.TrainConfig;
import orcareward.config.TrainingConfig;
import orcareward.event.TrainingEvent;
import orcareward.recipe.BenchReport;
import orcareward.recipe.BenchRunner;
import orcareward.recipe.BenchWork;
import orcareward.recipe.DoctorReport;
import orcareward.recipe.EvaluateJob;
import orcareward.recipe.EvaluateRunner;
import orcareward.recipe.EvaluationReport;
import orcareward.recipe.ExportJob;
import orcareward.recipe.Recipes;
import orcareward.recipe.ScoreJob;
import orcareward.recipe.ScoreOutcome;
import orcareward.recipe.TrainJob;
import orcareward.recipe.TrainOutcome;
import orcareward.recipe.TrainRunner;
import org.jspecify.annotations.Nullable;

/** A command line whose streams, terminal and recipes are the test's. */
final class CommandLineFixture implements ConfigLoader {
    /** What was asked of the config loader. */
    record LoadCall(@Nullable Path file, @Nullable String preset, boolean useLora, List<String> sets,
            @Nullable String outputDir, boolean overwrite, @Nullable DeviceChoice device) {
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path workingDirectory;
    final List<LoadCall> loads = new ArrayList<>();
    final List<Path> resumes = new ArrayList<>();
    final List<Object> jobs = new ArrayList<>();
    final List<Integer> halts = new ArrayList<>();
    boolean terminal;
    String answers = "";
    @Nullable
    Runnable ctrlC;
    TrainRunner train = (job, events, control) -> new TrainOutcome(job.workingDirectory().resolve("out"),
            TrainingEvent.Outcome.FINISHED, 10, null);
    EvaluateRunner evaluate = (job, events, control, watcher) -> new EvaluationReport(List.of());
    DoctorReport doctor = new DoctorReport(List.of(DoctorReport.Check.ok("java", "25")));

    BenchRunner bench = (job, events) -> new BenchReport(job, 2, "cpu", 8, 1 << 20, List.of(
            new BenchReport.Row(0, true, 9, 0.7, 1, new BenchWork(100, 150, 200, 3e9)),
            new BenchReport.Row(1, false, 2, 0.6, 1, new BenchWork(100, 150, 200, 3e9))));

    CommandLineFixture(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    int run(String... args) {
        Interrupts interrupts = action -> {
            ctrlC = action;
            return () -> ctrlC = null;
        };
        CliContext context = new CliContext(new PrintWriter(out), new PrintWriter(err),
                new BufferedReader(new StringReader(answers)), terminal, 80, workingDirectory, "./orca",
                workingDirectory.resolve("orca.log"), interrupts, halts::add, () -> 0L);
        Recipes recipes = new Recipes((job, events, control) -> {
            jobs.add(job);
            return train.run(job, events, control);
        }, (job, events, control, watcher) -> {
            jobs.add(job);
            return evaluate.run(job, events, control, watcher);
        }, (job, events) -> {
            jobs.add(job);
            return new ScoreOutcome(2, 4, 0.5);
        }, (job, events) -> jobs.add(job), () -> doctor, (job, events) -> {
            jobs.add(job);
            return bench.run(job, events);
        });
        return OrcaCommand.run("1.2.3", context, recipes, this,
                event -> "{\"event\":\"" + event.getClass().getSimpleName()
                        + "\"}",
                args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    void pressCtrlC() {
        Objects.requireNonNull(ctrlC, "nobody listens for Ctrl-C").run();
    }

    TrainJob trainJob() {
        return (TrainJob) jobs.getLast();
    }

    EvaluateJob evaluateJob() {
        return (EvaluateJob) jobs.getLast();
    }

    ScoreJob scoreJob() {
        return (ScoreJob) jobs.getLast();
    }

    ExportJob exportJob() {
        return (ExportJob) jobs.getLast();
    }

    @Override
    public Loaded load(@Nullable Path file, @Nullable String preset, boolean useLora, List<String> sets,
            @Nullable String outputDir, boolean overwrite, @Nullable DeviceChoice device) {
        loads.add(new LoadCall(file, preset, useLora, List.copyOf(sets), outputDir, overwrite, device));
        return new Loaded(config(outputDir == null ? "out" : outputDir, overwrite), List.of("a note"));
    }

    @Override
    public Loaded loadForResume(Path savedConfig, List<String> sets, @Nullable DeviceChoice device) {
        resumes.add(savedConfig);
        return new Loaded(config("out", false), List.of());
    }

    @Override
    public String presetYaml(String preset) {
        return "# settings of " + preset;
    }

    private static TrainConfig config(String outputDir, boolean overwrite) {
        return new TrainConfig(new ModelConfig("model", null, false, false, DeviceChoice.CPU, 0),
                new DataConfig("data.jsonl", "train", "test", null, 0.1, 42, PromptFormat.AUTO, Map.of(), 1024, false,
                        null,
                        null, null),
                new TrainingConfig(1, -1, 8, 1, false, 1e-5, new ScheduleConfig.Linear(), 0, 0, 0, 0.9, 0.999, 1e-8, 1,
                        null, 42, null, true),
                Optional.empty(), new EvaluationConfig(IntervalStrategy.NO, 0, 0, false, 8),
                new OutputConfig(outputDir, overwrite, IntervalStrategy.STEPS, 10, false, IntervalStrategy.STEPS, 500,
                        null,
                        false, "float32", List.of(), null, null));
    }
}
