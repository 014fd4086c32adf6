package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.PhaseStarted;
import orcareward.event.TrainingEvent.Severity;
import orcareward.recipe.DoctorReport;
import orcareward.recipe.DoctorReport.Check;
import orcareward.recipe.DoctorReport.Status;
import orcareward.recipe.EvaluateJob;
import orcareward.recipe.EvaluationReport;
import orcareward.recipe.ExportJob;
import orcareward.recipe.ScoreJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
    @TempDir
    Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void start() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        assertThat(line.run()).isEqualTo(ExitCode.DONE);
        assertThat(line.out()).contains("train", "config", "evaluate", "score", "export", "doctor")
                .contains("./orca train --preset demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "config", "evaluate", "score", "export", "doctor"})
    void everyCommandHasHelp(String command) {
        assertThat(line.run(command, "--help")).isEqualTo(ExitCode.DONE);
        assertThat(line.out()).startsWith("Usage: ./orca " + command);
        assertThat(line.jobs).isEmpty();
    }

    @Test
    void theVersionIsTheProgramsOwn() {
        assertThat(line.run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(line.run("score", "--version")).isEqualTo(ExitCode.DONE);
        assertThat(line.out().lines()).containsExactly("Orca Reward Studio 1.2.3", "Orca Reward Studio 1.2.3");
    }

    @Test
    void aMistypedCommandOrOptionGetsTheNearestName() {
        assertThat(line.run("trian")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("train?");
        assertThat(line.run("train", "--overwrit")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("--overwrite").doesNotContain("\tat ");
    }

    @Test
    void aMissingOptionIsTheUsersMistakeAndPointsToTheHelp() {
        assertThat(line.run("score", "model", "--input", "a.jsonl")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("--output").contains("./orca score --help");
    }

    @Test
    void configPrintsThePreset() {
        assertThat(line.run("config", "--preset", "demo")).isEqualTo(ExitCode.DONE);
        assertThat(line.out()).isEqualTo("# settings of demo\n");
    }

    @Test
    void evaluatePassesEverythingOnWithAbsolutePaths() {
        int code = line.run("evaluate", "model", "--dataset", "pairs.jsonl", "--baseline", "a", "--baseline", "../b",
                "--prompt-format", "response_only", "--dtype", "bf16", "--device", "cuda", "--threads", "3", "--report",
                "r.json",
                "--rows",
                "rows.jsonl", "--html", "r.html");
        assertThat(line.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(line.evaluateJob()).isEqualTo(new EvaluateJob(folder.resolve("model"), folder.resolve("pairs.jsonl"),
                List.of(folder.resolve("a"), folder.resolveSibling("b")), true, PromptFormat.RESPONSE_ONLY, true,
                DeviceChoice.CUDA, 3, folder.resolve("r.json"), folder.resolve("rows.jsonl"),
                folder.resolve("r.html")));
    }

    @Test
    void evaluateIsInFp32OnTheBestDeviceUnlessAsked() {
        line.run("evaluate", "model");
        assertThat(line.evaluateJob()).isEqualTo(new EvaluateJob(folder.resolve("model"), null, List.of(), true, null,
                false, DeviceChoice.AUTO, 0, null, null, null));
    }

    @Test
    void ctrlCEndsAnEvaluationWithNothingWritten() {
        line.evaluate = (job, events, control, watcher) -> {
            line.pressCtrlC();
            assertThat(control.isDiscardRequested()).isTrue();
            throw new CancellationException();
        };
        assertThat(line.run("evaluate", "model")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(line.out()).contains("Ctrl-C again");
        assertThat(line.err()).contains("Nothing was written");
    }

    @Test
    void aNumberOfThreadsThatCantBeIsTheUsersMistake() {
        assertThat(line.run("evaluate", "model", "--threads", "-1")).isEqualTo(ExitCode.INPUT);
        assertThat(line.run("score", "model", "--input", "a", "--output", "b", "--threads", "100000"))
                .isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("--threads: must be at least 0 and at most 1024, not -1", "not 100000");
    }

    @Test
    void anUnknownDtypeIsTheUsersMistake() {
        assertThat(line.run("evaluate", "model", "--dtype", "int8")).isEqualTo(ExitCode.INPUT);
        assertThat(line.err()).contains("int8").contains("bfloat16");
    }

    @Test
    void evaluateAsJsonIsOneDocumentAndWarningsStandBeside() throws IOException {
        line.evaluate = (job, events, control, watcher) -> {
            events.accept(new PhaseStarted(java.time.Instant.EPOCH, "reading pairs"));
            events.accept(new Notice(java.time.Instant.EPOCH, Severity.WARNING, "careful"));
            LinkedHashMap<String, Object> values = new LinkedHashMap<>(Map.of("accuracy", 0.5));
            values.put("log_loss", Double.NaN);
            return new EvaluationReport(List.of(new EvaluationReport.Section("model", values)));
        };
        assertThat(line.run("evaluate", "model", "--json")).isEqualTo(ExitCode.DONE);
        JsonNode report = new ObjectMapper().readTree(line.out());
        assertThat(report.at("/model/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/model/log_loss").isNull()).isTrue();
        assertThat(line.err()).isEqualTo("careful\n");
    }

    @Test
    void scorePassesEverythingOnAndSaysHowMuch() {
        assertThat(line.run("score", "model", "--input", "in.jsonl", "--output", "out.jsonl")).isEqualTo(ExitCode.DONE);
        assertThat(line.scoreJob()).isEqualTo(new ScoreJob(folder.resolve("model"), folder.resolve("in.jsonl"),
                folder.resolve("out.jsonl"), null, false, DeviceChoice.AUTO, 0));
        assertThat(line.out()).contains("Scored 4 responses of 2 rows").contains("out.jsonl");
    }

    @Test
    void exportPassesBothFoldersOn() {
        assertThat(line.run("export", "adapter", "--output", "merged")).isEqualTo(ExitCode.DONE);
        assertThat(line.exportJob()).isEqualTo(new ExportJob(folder.resolve("adapter"), folder.resolve("merged")));
    }

    @Test
    void doctorNamesWhatIsMissingWithItsRemedyAndFails() throws IOException {
        line.doctor = new DoctorReport(
                List.of(Check.ok("java", "25"), new Check("engine", "it did not load", Status.MISSING, "Get it")));
        assertThat(line.run("doctor")).isEqualTo(ExitCode.FAILED);
        assertThat(line.out()).contains("ok       java    25").contains("MISSING  engine  it did not load")
                .contains("-> Get it");
        CommandLineFixture other = new CommandLineFixture(folder);
        assertThat(other.run("doctor", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(other.out()).at("/checks/0/status").asText()).isEqualTo("OK");
    }
}
