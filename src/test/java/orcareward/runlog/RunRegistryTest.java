package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import orcareward.config.DataConfig;
import orcareward.config.DeviceChoice;
import orcareward.config.EvaluationConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.LoraConfig;
import orcareward.config.ModelConfig;
import orcareward.config.OutputConfig;
import orcareward.config.PromptFormat;
import orcareward.config.ScheduleConfig;
import orcareward.config.TrainConfig;
import orcareward.config.TrainingConfig;
import orcareward.event.RewardMetrics;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRegistryTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RewardMetrics METRICS = new RewardMetrics(0.4, 0.8, 1, -1, 0, 1);

    @TempDir
    Path folder;

    @Test
    void aRunIsListedFromItsStartToItsEnd() throws IOException {
        RunRegistry registry = registry("box");
        RegisteredRun run = registry.enter(config("My run!", Optional.of(new LoraConfig(16, 32, 0.05,
                List.of("q_proj"), false))), folder.resolve("out"), RunRegistryTest::trouble);
        assertThat(run.id()).isEqualTo("my-run-20260102-030405");
        assertThat(registry.list(RunRegistryTest::trouble)).containsExactly(run.entry());
        assertThat(run.entry()).extracting(RunEntry::name, RunEntry::model, RunEntry::data, RunEntry::method,
                RunEntry::state, RunEntry::pid).containsExactly("My run!", "some/model", "pairs.jsonl", "LoRA r=16",
                        RunState.RUNNING, ProcessHandle.current().pid());

        run.accept(new TrainingEvent.TrainingStarted(NOW, run.id(), "out", 5, 75, 3, 196, 42, 1, 2, "cpu"));
        run.accept(new TrainingEvent.StepLogged(NOW, 10, 0.4, METRICS, 0, 0, 0, 0, 0));
        assertThat(only(registry)).extracting(RunEntry::step, RunEntry::totalSteps).containsExactly(10L, 75L);
        run.accept(new TrainingEvent.Evaluated(NOW, 20, 0.8, METRICS, 0.75, 42, 0, 1, 1, 1));
        run.accept(new TrainingEvent.TrainingFinished(NOW.plusSeconds(60), 75, 3, TrainingEvent.Outcome.FINISHED, 0.5,
                9.5, 1, 1, 0));
        run.accept(new TrainingEvent.RunSummary(NOW, "out",
                Map.of("model", Map.of("accuracy", 0.9, "ties", 2L, "rows", List.of()), "data",
                        Map.of("rows_in_file", 9)),
                List.of()));
        run.end(RunState.FAILED, NOW);

        assertThat(only(registry)).isEqualTo(run.entry());
        assertThat(only(registry).state()).isEqualTo(RunState.FINISHED);
        assertThat(only(registry).ended()).isEqualTo(NOW.plusSeconds(60));
        assertThat(only(registry).metrics()).isEqualTo(Map.of("eval_loss", 0.4, "eval_accuracy", 0.75, "train_loss",
                0.5, "train_runtime", 9.5, "accuracy", 0.9, "ties", 2.0));
    }

    @Test
    void aFailureIsKept() throws IOException {
        RunRegistry registry = registry("box");
        RegisteredRun run = enter(registry, "a");
        run.accept(new TrainingEvent.RunFailed(NOW.plusSeconds(1), 3, "out of memory", null));
        RegisteredRun other = enter(registry, "b");
        other.end(RunState.STOPPED, NOW.plusSeconds(2));

        assertThat(registry.list(RunRegistryTest::trouble)).extracting(RunEntry::state, RunEntry::ended)
                .containsExactly(
                        tuple(RunState.FAILED, NOW.plusSeconds(1)),
                        tuple(RunState.STOPPED, NOW.plusSeconds(2)));
    }

    @Test
    void aRunWhoseProcessIsGoneIsNotShownAsRunning() throws IOException {
        enter(registry("box"), "a");

        assertThat(only(new RunRegistry(folder, Clock.systemUTC(), "box", pid -> Optional.empty())).state())
                .isEqualTo(RunState.VANISHED);
        assertThat(only(new RunRegistry(folder, Clock.systemUTC(), "elsewhere", pid -> Optional.empty())).state())
                .as("another machine's process can't be looked up").isEqualTo(RunState.RUNNING);
    }

    @Test
    void aLaterProcessOfTheSameNumberIsNotTheRun() throws IOException {
        RegisteredRun run = enter(registry("box"), "a");
        Path file = folder.resolve(run.id() + ".json");
        Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
        assertThat(file).content().contains(began.toString());
        Files.writeString(file, Files.readString(file).replace(began.toString(), began.minusSeconds(90).toString()));

        assertThat(only(registry("box")).state()).isEqualTo(RunState.VANISHED);
    }

    @Test
    void runsThatStartTogetherGetDifferentIds() throws Exception {
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            starts.add(() -> enter(registry("box"), "out").id());
        }
        List<String> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> id : threads.invokeAll(starts)) {
                ids.add(id.get());
            }
        }

        assertThat(ids).doesNotHaveDuplicates().contains("out-20260102-030405", "out-20260102-030405-2");
        assertThat(registry("box").list(RunRegistryTest::trouble)).hasSize(24);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no markers, no parts").hasSize(24);
        }
    }

    @Test
    void newestComesFirstAndABrokenFileIsLeftOutWithANotice() throws IOException {
        enter(registry("box"), "old");
        RegisteredRun late = enter(new RunRegistry(folder, Clock.fixed(NOW.plusSeconds(9), ZoneOffset.UTC), "box"),
                "late");
        Files.writeString(folder.resolve("torn.json"), "{\"id\": \"to");
        Files.writeString(folder.resolve("other.json"), "{}");
        Files.writeString(folder.resolve("notes.txt"), "");
        List<String> notices = new ArrayList<>();
        List<RunEntry> runs = registry("box").list(notices::add);

        assertThat(runs).extracting(RunEntry::name).containsExactly("late", "old");
        assertThat(runs.getFirst().id()).isEqualTo(late.id());
        assertThat(notices).hasSize(2).anyMatch(notice -> notice.contains("torn.json"))
                .anyMatch(notice -> notice.contains("other.json"));
    }

    @Test
    void namesBecomeFileNamesOfAnyPlatform() throws IOException {
        assertThat(enter(registry("box"), "../..").id()).isEqualTo("run-20260102-030405");
        assertThat(enter(registry("box"), "\u00c4hm: a/b\\c?").id()).isEqualTo("hm-a-b-c-20260102-030405");
        assertThat(registry("box").enter(config(null, Optional.empty()), folder.resolve("reward_model_output"),
                RunRegistryTest::trouble).id()).isEqualTo("reward_model_output-20260102-030405");
    }

    private static void trouble(String message) {
        throw new AssertionError(message);
    }

    private RunRegistry registry(String host) {
        return new RunRegistry(folder, Clock.fixed(NOW, ZoneOffset.UTC), host);
    }

    private RegisteredRun enter(RunRegistry registry, String name) throws IOException {
        return registry.enter(config(name, Optional.empty()), folder.resolve("out"), RunRegistryTest::trouble);
    }

    private static RunEntry only(RunRegistry registry) throws IOException {
        List<RunEntry> all = registry.list(RunRegistryTest::trouble);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static TrainConfig config(@Nullable String runName, Optional<LoraConfig> lora) {
        return new TrainConfig(new ModelConfig("some/model", null, false, false, DeviceChoice.AUTO, 0),
                new DataConfig("pairs.jsonl", "train", "test", null, 0.1, 42, PromptFormat.AUTO, Map.of(), 1024, false,
                        null, null, null),
                new TrainingConfig(3, -1, 8, 1, false, 1e-4, new ScheduleConfig.Linear(), 0, 0, 0, 0.9, 0.999, 1e-8, 1,
                        null, 42, null, true),
                lora, new EvaluationConfig(IntervalStrategy.NO, 0, 0, false, 8),
                new OutputConfig("out", false, IntervalStrategy.STEPS, 10, false, IntervalStrategy.STEPS, 500, null,
                        false, "float32", List.of(), null, runName));
    }
}
