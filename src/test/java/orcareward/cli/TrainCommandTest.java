package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orcareward.config.DeviceChoice;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent.CheckpointSaved;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.RunFailed;
import orcareward.event.TrainingEvent.RunSummary;
import orcareward.event.TrainingEvent.Severity;
import orcareward.problem.FolderInUseException;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.TrainOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void start() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void anOutputFolderWithoutANameIsTheUsersMistake() {
        assertThat(line.run("train", "--preset", "demo", "--output-dir", "")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("--output-dir: is empty");
    }

    @Test
    void withoutAConfigAndAPresetTheOriginalsSettingsAreTaken() {
        assertThat(line.run("train")).isEqualTo(ExitCode.DONE);
        assertThat(line.loads).containsExactly(
                new CommandLineFixture.LoadCall(null, "orca-smollm2", false, List.of(), null, false, null));
        assertThat(line.trainJob().configNotes()).containsExactly("a note");
        assertThat(line.trainJob().workingDirectory()).isEqualTo(folder);
    }

    @Test
    void everyOptionReachesTheSettingsAndPathsAreRelativeToTheWorkingDirectory() {
        int code = line.run("train", "sub/mine.yaml", "--use-lora", "--set", "lora_target_modules=[q_proj, v_proj]",
                "--set", "chat_template_path=a=b,c", "--output-dir", "my out", "--overwrite", "--device", "cpu");
        assertThat(line.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(line.loads)
                .containsExactly(new CommandLineFixture.LoadCall(folder.resolve("sub/mine.yaml"), null, true,
                        List.of("lora_target_modules=[q_proj, v_proj]", "chat_template_path=a=b,c"), "my out", true,
                        DeviceChoice.CPU));
        assertThat(line.trainJob().overwrite()).isTrue();
    }

    @Test
    void resumeReadsTheSavedSettingsOfTheFolderOrOfACheckpointInIt() throws IOException {
        Path checkpoint = earlierRun("run", "checkpoint-20");
        assertThat(line.run("train", "--resume", "run")).isEqualTo(ExitCode.DONE);
        assertThat(line.trainJob().resume()).isEqualTo(folder.resolve("run"));
        assertThat(line.run("train", "--resume", "run/checkpoint-20")).isEqualTo(ExitCode.DONE);
        assertThat(line.trainJob().resume()).isEqualTo(checkpoint);
        assertThat(line.resumes).containsOnly(folder.resolve("run/config.yaml"));
        assertThat(line.loads).isEmpty();
    }

    @Test
    void resumeTakesNoOtherSettingsAndNamesAllThatWereGiven() throws IOException {
        earlierRun("run", "checkpoint-20");
        assertThat(line.run("train", "mine.yaml", "--resume", "run", "--preset", "demo", "--overwrite"))
                .isEqualTo(ExitCode.INPUT);
        assertThat(line.err().lines()).hasSize(3).anyMatch(l -> l.startsWith("CONFIG"))
                .anyMatch(l -> l.startsWith("--preset")).anyMatch(l -> l.startsWith("--overwrite"));
        assertThat(line.jobs).isEmpty();
    }

    @Test
    void resumeOfAFolderThatIsNoRunIsTheUsersMistake() throws IOException {
        Files.createDirectory(folder.resolve("other"));
        assertThat(line.run("train", "--resume", "other")).isEqualTo(ExitCode.INPUT);
        assertThat(line.run("train", "--resume", "nowhere")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err().lines()).hasSize(2).allMatch(l -> l.contains("--resume takes the output folder"));
    }

    @Test
    void everyProblemIsOneLineWithoutAStackTrace() {
        line.train = (job, events, control) -> {
            throw new ProblemException(List.of(new Problem("a.yaml", "first thing", "Do this"),
                    new Problem("learning_rate", "second thing", "")), new IllegalArgumentException("inside"));
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err().lines()).containsExactly("a.yaml: first thing. Do this", "learning_rate: second thing");
    }

    @Test
    void aFolderInUseHasItsOwnExitCode() {
        line.train = (job, events, control) -> {
            throw new FolderInUseException("out", "the folder is in use", "Wait");
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.IN_USE);
    }

    @Test
    void aFaultOfTheProgramIsOneLineThatNamesTheLog() {
        line.train = (job, events, control) -> {
            throw new IllegalStateException("inside");
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.FAILED);
        assertThat(line.err().lines())
                .containsExactly("This is a fault of the program; details are in " + folder.resolve("orca.log"));
    }

    @Test
    void anErrorOfTheVirtualMachineIsAnExitCodeToo() {
        line.train = (job, events, control) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.FAILED);
        assertThat(line.err().lines()).hasSize(1).allMatch(l -> l.contains("ORCA_JAVA_OPTS"));
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamedInPlainWords() {
        line.train = (job, events, control) -> {
            throw new AccessDeniedException("/data/model");
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.FAILED);
        assertThat(line.err()).contains("/data/model: you may not read or write this").doesNotContain("Exception");
    }

    @Test
    void aFailedRunSaysWhatIsKeptAndHowToGoOn() {
        line.train = (job, events, control) -> {
            events.accept(new RunFailed(NOW, 25, "the disk is full", "out/checkpoint-20"));
            return new TrainOutcome(folder.resolve("my out"), Outcome.FAILED, 25,
                    folder.resolve("my out/checkpoint-20"));
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.FAILED);
        assertThat(line.err()).contains("The run failed after step 25: the disk is full")
                .contains("Kept: \"my out/checkpoint-20\"").contains("./orca train --resume \"my out\"")
                .contains("orca.log");
    }

    @Test
    void theFirstCtrlCStopsTheRunAndPrintsTheResumeCommand() {
        line.train = (job, events, control) -> {
            line.pressCtrlC();
            assertThat(control.isEndRequested()).isTrue();
            assertThat(control.isDiscardRequested()).isFalse();
            return new TrainOutcome(folder.resolve("out"), Outcome.STOPPED, 12, folder.resolve("out/checkpoint-12"));
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(line.out()).contains("Stopping after this step and saving").contains("Stopped after step 12.")
                .contains("Kept: out/checkpoint-12").contains("./orca train --resume out\n");
        assertThat(line.halts).isEmpty();
        assertThat(line.ctrlC).as("Ctrl-C is the system's again").isNull();
    }

    @Test
    void theSecondCtrlCEndsTheProcessAtOnce() {
        line.train = (job, events, control) -> {
            line.pressCtrlC();
            line.pressCtrlC();
            return new TrainOutcome(folder.resolve("out"), Outcome.STOPPED, 0, null);
        };
        line.run("train");
        assertThat(line.halts).containsExactly(ExitCode.INTERRUPTED);
    }

    @Test
    void aCtrlCThatComesTooLateLeavesTheRunFinished() {
        line.train = (job, events, control) -> {
            line.pressCtrlC();
            return new TrainOutcome(folder.resolve("out"), Outcome.FINISHED, 10, null);
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void jsonPrintsEventsAloneOnStandardOutput() {
        line.train = (job, events, control) -> {
            events.accept(new Notice(NOW, Severity.WARNING, "careful"));
            line.pressCtrlC();
            events.accept(new CheckpointSaved(NOW, 12, "out/checkpoint-12"));
            return new TrainOutcome(folder.resolve("out"), Outcome.STOPPED, 12, folder.resolve("out/checkpoint-12"));
        };
        assertThat(line.run("train", "--json")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(line.out().lines()).containsExactly("{\"event\":\"Notice\"}", "{\"event\":\"CheckpointSaved\"}");
        assertThat(line.err()).contains("Stopping after this step").contains("--resume out");
    }

    @Test
    void theSummaryShowsTheEvaluationBesideItsBaselines() {
        line.train = (job, events, control) -> {
            events.accept(new RunSummary(NOW, folder.resolve("out").toString(),
                    Map.of("model", Map.of("accuracy", 0.8125, "pairs", 1286L)),
                    List.of("Loaded by transformers too.")));
            return new TrainOutcome(folder.resolve("out"), Outcome.FINISHED, 10, null);
        };
        assertThat(line.run("train")).isEqualTo(ExitCode.DONE);
        assertThat(line.out()).contains("81.3 %").contains("1,286").contains("Loaded by transformers too.")
                .contains("Output: out");
    }

    @Test
    void onATerminalAnEarlierRunIsAskedAbout() throws IOException {
        earlierRun("out", "checkpoint-20");
        line.terminal = true;
        line.answers = "o\n";
        assertThat(line.run("train")).isEqualTo(ExitCode.DONE);
        assertThat(line.out()).contains("out holds an earlier run, up to checkpoint-20.");
        assertThat(line.trainJob().overwrite()).isTrue();

        line.answers = "resume\n";
        assertThat(line.run("train")).isEqualTo(ExitCode.DONE);
        assertThat(line.trainJob().resume()).isEqualTo(folder.resolve("out"));

        line.answers = "c\n";
        int before = line.jobs.size();
        assertThat(line.run("train")).isEqualTo(ExitCode.INPUT);
        line.answers = "";
        assertThat(line.run("train")).isEqualTo(ExitCode.INPUT);
        assertThat(line.jobs).hasSize(before);
    }

    @Test
    void nobodyIsAskedWithoutATerminalOrWhenTheAnswerIsGiven() throws IOException {
        earlierRun("out", "checkpoint-20");
        line.run("train");
        assertThat(line.trainJob().overwrite()).as("left to the recipe, which refuses").isFalse();
        line.terminal = true;
        line.run("train", "--json");
        line.run("train", "--overwrite");
        assertThat(line.trainJob().overwrite()).isTrue();
        assertThat(line.out()).doesNotContain("[o]verwrite");
    }

    @Test
    void theRunIsGivenAFreshControl() {
        RunControl[] seen = new RunControl[2];
        for (int i = 0; i < 2; i++) {
            int run = i;
            line.train = (job, events, control) -> {
                seen[run] = control;
                return new TrainOutcome(folder, Outcome.FINISHED, 1, null);
            };
            line.run("train");
        }
        assertThat(seen[0]).isNotSameAs(seen[1]);
    }

    private Path earlierRun(String name, String checkpoint) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.writeString(run.resolve("config.yaml"), "learning_rate: 1e-5\n");
        Files.createDirectory(run.resolve("checkpoint-3"));
        return Files.createDirectory(run.resolve(checkpoint));
    }
}
