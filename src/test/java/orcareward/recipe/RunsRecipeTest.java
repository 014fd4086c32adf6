package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.ConfigWriter;
import orcareward.config.TrainConfig;
import orcareward.event.EventSink;
import orcareward.event.RewardMetrics;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingStarted;
import orcareward.files.HostName;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;
import orcareward.runlog.EventJson;
import orcareward.runlog.RegisteredRun;
import orcareward.runlog.RunRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are made here by their files alone; {@code RunsOfTheCommandLineTest} has real ones. */
class RunsRecipeTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final EventSink SILENT = event -> {
        // nobody looks
    };

    @TempDir
    Path folder;
    private UserFolder user;
    private RunsRecipe runs;

    @BeforeEach
    void start() {
        user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.resolve("home").toString()), "Linux", folder);
        runs = new RunsRecipe(user, clock(0));
    }

    @Test
    void theNewestRunComesFirstAndARunThatWentOnIsOne() throws IOException {
        end(enter("a", 0));
        end(enter("b", 10));
        RegisteredRun again = enter("a", 20);
        assertThat(list()).extracting(RunEntry::id).containsExactly(again.id(), "b-20260102-030415");
        assertThat(list().getFirst().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aNameHoldsWhileTheRunWritesAndWhenItGoesOn() throws IOException {
        RegisteredRun run = enter("a", 0);
        runs.rename(list().getFirst(), "  wide margins ");
        run.accept(new TrainingStarted(NOW, run.id(), "", 0, 9, 1, 1, 1, 1, 1, "cpu"));
        assertThat(list().getFirst().name()).isEqualTo("wide margins");
        assertThat(list().getFirst().totalSteps()).isEqualTo(9);
        end(run);
        enter("a", 20);
        assertThat(list().getFirst().name()).isEqualTo("wide margins");
        runs.rename(list().getFirst(), "other");
        assertThat(list().getFirst().name()).isEqualTo("other");
        runs.rename(list().getFirst(), " ");
        assertThat(list().getFirst().name()).isEqualTo("a");
    }

    @Test
    void curvesLeaveOutWhatWasDoneAnew() throws IOException {
        RegisteredRun run = enter("a", 0);
        write("a", started(0, 0), logged(1, 10), logged(2, 20), logged(3, 30), started(2, 100), logged(3, 115));
        RunCurves curves = runs.curves(run.entry());
        assertThat(curves.ofLogged(RunCurves.Logged::step)).containsExactly(1, 2, 3);
        assertThat(curves.ofLogged(RunCurves.Logged::seconds)).containsExactly(10, 20, 35);
        assertThat(curves.ofLogged(point -> point.metrics().loss())).containsExactly(0.01, 0.02, 0.03);
        assertThat(curves.seconds()).isEqualTo(35);
    }

    @Test
    void aRunWithoutEventsHasNoCurves() throws IOException {
        assertThat(runs.curves(enter("a", 0).entry()).logged()).isEmpty();
    }

    @Test
    void aTailWaitsForTheEndOfALineAndPassesOverWhatItDoesNotKnow() throws IOException {
        RegisteredRun run = enter("a", 0);
        RunTail tail = runs.tail(run.entry());
        assertThat(tail.next()).isEmpty();
        Path file = folder.resolve("a/events.jsonl");
        String line = EventJson.toJson(logged(1, 10));
        Files.writeString(file, EventJson.toJson(started(0, 0)) + "\n{\"type\":\"invented_later\"}\nrubbish\n"
                + line.substring(0, 20));
        assertThat(tail.next()).containsExactly(started(0, 0));
        assertThat(tail.next()).isEmpty();
        append(file, line.substring(20));
        assertThat(tail.next()).isEmpty();
        append(file, "\n");
        assertThat(tail.next()).containsExactly(logged(1, 10));
        Files.delete(file);
        Files.writeString(file, EventJson.toJson(started(0, 50)) + "\n");
        assertThat(tail.next()).containsExactly(started(0, 50));
    }

    @Test
    void settingsThatDifferAreFoundWithDefaultsForWhatIsSilent() throws IOException {
        RegisteredRun a = enter("a", 0);
        RegisteredRun b = enter("b", 0);
        Files.writeString(folder.resolve("b/config.yaml"), "model_name_or_path: demo\ndataset_name: demo\n"
                + "output_dir: b\nlearning_rate: 2e-4\n");
        Files.writeString(folder.resolve("a/config.yaml"), "model_name_or_path: demo\ndataset_name: demo\n"
                + "output_dir: a\nuse_peft: true\nlora_task_type: SEQ_CLS\n");
        List<SettingDifference> differences = SettingDifference
                .among(List.of(runs.settings(a.entry()), runs.settings(b.entry())));
        assertThat(differences).extracting(SettingDifference::key).containsExactly("learning_rate", "use_peft",
                "lora_task_type");
        assertThat(differences.getFirst().values()).containsExactly("1.0e-4", "2.0e-4");
    }

    @Test
    void aDeletedRunComesBackWithEverything() throws IOException {
        RegisteredRun run = enter("a", 0);
        write("a", started(0, 0));
        Files.createDirectories(folder.resolve("a/checkpoint-2"));
        Files.writeString(folder.resolve("a/checkpoint-2/model.safetensors"), "weights");
        Files.writeString(folder.resolve("a/model.safetensors"), "weights");
        Files.writeString(folder.resolve("a/notes.txt"), "mine");
        assertThatThrownBy(() -> runs.delete(list().getFirst(), SILENT)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("Stop it first");
        end(run);
        runs.rename(list().getFirst(), "best");
        assertThat(runs.models(list().getFirst())).extracting(RunModel::folder)
                .containsExactly(folder.resolve("a"), folder.resolve("a/checkpoint-2"));

        runs.delete(list().getFirst(), SILENT);
        assertThat(list()).isEmpty();
        assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/notes.txt");
        assertThat(folder.resolve("a/config.yaml")).doesNotExist();
        TrashedRun trashed = runs.trash().getFirst();
        assertThat(trashed.run().name()).isEqualTo("best");
        assertThat(trashed.bytes()).isGreaterThan(14);

        runs.restore(trashed, SILENT);
        assertThat(list()).extracting(RunEntry::name).containsExactly("best");
        assertThat(folder.resolve("a/checkpoint-2/model.safetensors")).hasContent("weights");
        assertThat(runs.trash()).isEmpty();

        runs.delete(list().getFirst(), SILENT);
        Files.writeString(folder.resolve("a/config.yaml"), "another's");
        assertThatThrownBy(() -> runs.restore(runs.trash().getFirst(), SILENT)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("something else is there");
        runs.purge(runs.trash().getFirst());
        assertThat(runs.trash()).isEmpty();
        assertThat(user.trash()).isEmptyDirectory();
    }

    @Test
    void aRunWhoseFolderIsGoneOrBecameSomethingElseLosesItsEntryAlone() throws IOException {
        RegisteredRun run = enter("a", 0);
        end(run);
        Files.delete(folder.resolve("a/config.yaml"));
        Files.writeString(folder.resolve("a/model.safetensors"), "someone else's");
        runs.delete(list().getFirst(), SILENT);
        assertThat(folder.resolve("a/model.safetensors")).hasContent("someone else's");
        assertThat(runs.trash()).hasSize(1);
    }

    @Test
    void aCopyAcrossFileSystemsTellsItsProgressAndLeavesNothingBehind() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/checkpoint-1"));
        Files.writeString(from.resolve("weights"), "12345");
        Path to = Files.createDirectories(folder.resolve("to"));
        List<TrainingEvent> events = new ArrayList<>();
        new FolderMove(clock(0), events::add, "a").copyAll(List.of(from), to);
        assertThat(events).containsExactly(new TrainingEvent.PhaseProgress(NOW, "Moving a", 5, 5));
        assertThat(to.resolve("checkpoint-1/weights")).hasContent("12345");
        assertThat(from).doesNotExist();
    }

    @Test
    void aCopyThatIsBrokenOffLeavesTheOriginalsAlone() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/checkpoint-1"));
        Files.writeString(from.resolve("weights"), "12345");
        Path to = Files.createDirectories(folder.resolve("to"));
        assertThatThrownBy(() -> new FolderMove(clock(0), event -> {
            throw new CancellationException();
        }, "a").copyAll(List.of(from), to)).isInstanceOf(CancellationException.class);
        assertThat(to).isEmptyDirectory();
        assertThat(from.resolve("weights")).hasContent("12345");
    }

    private List<RunEntry> list() throws IOException {
        return runs.list(notice -> {
            throw new AssertionError(notice);
        });
    }

    private static Clock clock(long seconds) {
        return Clock.fixed(NOW.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private RegisteredRun enter(String name, long seconds) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        TrainConfig config = ConfigReader
                .read(new ConfigSource.Preset("demo"), ConfigSource.outputDir(out.toString())).config();
        Files.writeString(out.resolve("config.yaml"), ConfigWriter.toYaml(config));
        return new RunRegistry(user.runs(), clock(seconds), HostName.ofThisMachine()).enter(config, out, trouble -> {
            throw new AssertionError(trouble);
        });
    }

    private static void end(RegisteredRun run) {
        run.end(RunState.FINISHED, NOW.plusSeconds(60));
    }

    private static TrainingEvent started(long startStep, long seconds) {
        return new TrainingStarted(NOW.plusSeconds(seconds), "a", "a", startStep, 9, 1, 1, 1, 1, 1, "cpu");
    }

    private static TrainingEvent logged(long step, long seconds) {
        return new StepLogged(NOW.plusSeconds(seconds), step, step / 9.0,
                new RewardMetrics(step / 100.0, 0.5, 0, 0, 0, 0), 1e-4, 1, 10, 2, 1 << 20);
    }

    private void write(String name, TrainingEvent... events) throws IOException {
        for (TrainingEvent event : events) {
            append(folder.resolve(name).resolve("events.jsonl"), EventJson.toJson(event) + "\n");
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }
}
