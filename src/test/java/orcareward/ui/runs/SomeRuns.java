package orcareward.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.ConfigWriter;
import orcareward.config.TrainConfig;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import orcareward.event.TrainingEvent.TrainingStarted;
import orcareward.files.HostName;
import orcareward.files.UserFolder;
import orcareward.recipe.RunsRecipe;
import orcareward.recipe.RunsRunner;
import orcareward.runlog.EventJson;
import orcareward.runlog.RegisteredRun;
import orcareward.runlog.RunRegistry;

/** Runs as training leaves them, without the training. */
final class SomeRuns {
    static final Instant NOW = Instant.parse("2026-03-04T09:30:00Z");
    static final int STEPS = 200;

    private final Path folder;
    private final UserFolder user;

    SomeRuns(Path folder) {
        this.folder = folder;
        user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.resolve("home").toString()), "Linux", folder);
    }

    RunsRunner runner() {
        return new RunsRecipe(user, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Path folderOf(String name) {
        return folder.resolve(name);
    }

    /** A run that goes on, in this process, after so many steps. */
    RegisteredRun running(String name, long minutesAgo, double rate, long steps) throws IOException {
        Path out = Files.createDirectories(folderOf(name));
        Instant begin = NOW.minusSeconds(60 * minutesAgo);
        TrainConfig config = ConfigReader.read(new ConfigSource.Preset("demo"),
                new ConfigSource.Values("", Map.of("learning_rate", rate, "run_name", name)),
                ConfigSource.outputDir(out.toString())).config();
        Files.writeString(out.resolve("config.yaml"), ConfigWriter.toYaml(config));
        RegisteredRun run = new RunRegistry(user.runs(), Clock.fixed(begin, ZoneOffset.UTC),
                HostName.ofThisMachine()).enter(config, out, trouble -> {
                    throw new AssertionError(trouble);
                });
        say(run, name, new TrainingStarted(begin, run.id(), out.toString(), 0, STEPS, 2, 1700, 300, 9, 9, "cpu"));
        goOn(run, name, minutesAgo, rate, 10, steps);
        return run;
    }

    /** More steps of it. */
    void goOn(RegisteredRun run, String name, long minutesAgo, double rate, long from, long to) throws IOException {
        Instant begin = NOW.minusSeconds(60 * minutesAgo);
        for (long step = from; step <= to; step += 10) {
            double done = Math.pow(step / (double) STEPS, rate > 1e-3 ? 0.3 : 0.6);
            RewardMetrics metrics = new RewardMetrics(0.6931 - 0.4 * done + 0.03 * Math.sin(step * 7),
                    0.5 + 0.35 * done,
                    2 * done, -1 - done, 0, 1 + done);
            say(run, name, new StepLogged(begin.plusSeconds(step), step, step / 100.0, metrics, rate, 3 - done,
                    step * 1000, 9.5, 1L << 30));
            if (step % 50 == 0) {
                say(run, name, new Evaluated(begin.plusSeconds(step), step, step / 100.0, metrics,
                        metrics.accuracy() - 0.02, 300, 1, 1, 1, 1));
            }
        }
    }

    /** A run that has done all its steps and written its model. */
    RegisteredRun finished(String name, long minutesAgo, double rate) throws IOException {
        RegisteredRun run = running(name, minutesAgo, rate, STEPS);
        finish(run, name, minutesAgo, Outcome.FINISHED, STEPS);
        Files.writeString(folderOf(name).resolve("model.safetensors"), "weights");
        return run;
    }

    void finish(RegisteredRun run, String name, long minutesAgo, Outcome outcome, long step) throws IOException {
        say(run, name, new TrainingFinished(NOW.minusSeconds(60 * minutesAgo).plusSeconds(step + 5), step,
                step / 100.0, outcome, 0.41, step, 1, 1, 0));
    }

    /** A run whose process was killed. */
    void vanished(String name, long minutesAgo) throws IOException {
        RegisteredRun run = running(name, minutesAgo, 5e-4, 110);
        Files.createDirectories(folderOf(name).resolve("checkpoint-100"));
        Path entry = user.runs().resolve(run.id() + ".json");
        Files.writeString(entry, Files.readString(entry).replaceAll("\"pid\" : \\d+", "\"pid\" : 4194303")
                .replaceAll("\"process_started\" : \"[^\"]*\"", "\"process_started\" : null"));
    }

    private void say(RegisteredRun run, String name, TrainingEvent event) throws IOException {
        run.accept(event);
        Files.writeString(folderOf(name).resolve("events.jsonl"), EventJson.toJson(event) + "\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
