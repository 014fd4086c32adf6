package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.PhaseProgress;
import orcareward.event.TrainingEvent.Severity;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.StepLogged;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RewardMetrics METRICS = new RewardMetrics(0.61234, 0.725, 0.5, -1, 0, 1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private long nanos;

    @Test
    void theProgressLineHasStepLossAccuracySpeedAndTimeLeft() {
        String bar = SpeakingSink.bar(step(1240, 2160), 120);
        assertThat(bar).isEqualTo(
                " 57 % [===========         ] step 1,240/2,160  loss 0.6123  accuracy 72.5 %  12.4 pairs/s  11 m 02 s left");
    }

    @Test
    void aNarrowTerminalLosesTheBarFirst() {
        assertThat(SpeakingSink.bar(step(1240, 2160), 80)).doesNotContain("[").contains("11 m 02 s left");
    }

    @Test
    void onATerminalNoticesStandAboveTheLineWhichIsDrawnAgain() {
        SpeakingSink sink = sink(true);
        sink.accept(step(1, 10));
        sink.accept(new Notice(NOW, Severity.WARNING, "careful"));
        sink.accept(step(2, 10));
        assertThat(screen()).containsExactly("warning: careful",
                " 20 % step 2/10  loss 0.6123  accuracy 72.5 %  12.4 pairs/s  11 m 02 s left");
        sink.close();
        assertThat(screen()).containsExactly("warning: careful");
        assertThat(out.toString().split("\r", -1)).anyMatch(s -> s.contains("step 1/10"))
                .anyMatch(s -> s.contains("step 2/10"));
    }

    @Test
    void aShorterTextLeavesNothingOfTheLongerOne() {
        SpeakingSink sink = sink(true);
        sink.accept(new PhaseProgress(NOW, "tokenizing", 12859, 12859));
        nanos += 1_000_000_000;
        sink.accept(new PhaseProgress(NOW, "merging", 1, 2));
        assertThat(screen()).containsExactly("merging 1/2");
    }

    @Test
    void fastStepsAreDrawnTenTimesASecondAtMost() {
        SpeakingSink sink = sink(true);
        for (int i = 1; i <= 1000; i++) {
            nanos += 1_000_000; // a thousand steps in one second
            sink.accept(step(i, 1000));
        }
        long drawn = out.toString().chars().filter(c -> c == '\r').count();
        assertThat(drawn).isBetween(9L, 11L);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        SpeakingSink sink = sink(true);
        sink.accept(new PhaseProgress(NOW, "x".repeat(300), 1, 2));
        assertThat(out.toString().replace("\r", "")).hasSize(79);
    }

    @Test
    void withoutATerminalThereIsALineForEachLoggedIntervalAndNoCarriageReturn() {
        SpeakingSink sink = sink(false);
        sink.accept(new PhaseProgress(NOW, "tokenizing", 1, 2));
        for (int i = 1; i <= 10; i++) {
            sink.accept(step(i, 2160));
        }
        sink.accept(new StepLogged(NOW, 10, 0.01, METRICS, 1.41e-6, 3.25, 12345, 12.4, 1L << 30));
        sink.close();
        assertThat(out.toString()).isEqualTo("step 10/2160  epoch 0.01  loss 0.6123  accuracy 72.5 %  margin +0.500  "
                + "lr 1.41e-06  grad norm 3.250  12.4 pairs/s, 11 m 02 s left\n");
    }

    @Test
    void anEvaluationShowsTheTrueAccuracyAndNotTheMeanOverBatches() {
        sink(false).accept(new Evaluated(NOW, 240, 0.3, METRICS, 0.8, 257, 1, 31, 8, 1));
        assertThat(out.toString()).isEqualTo("step 240: held-out loss 0.6123, accuracy 80.0 % of 257 pairs (31 s)\n");
    }

    @Test
    void errorsGoToStandardError() {
        sink(false).accept(new Notice(NOW, Severity.ERROR, "broken"));
        assertThat(err.toString()).isEqualTo("broken\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void durationsAreReadable() {
        assertThat(List.of(Words.duration(48), Words.duration(662), Words.duration(3840), Words.duration(Double.NaN)))
                .containsExactly("48 s", "11 m 02 s", "1 h 04 m", "?");
    }

    private static StepFinished step(long step, long total) {
        return new StepFinished(NOW, step, total, 0.01, 0.61234, 0.725, 12.4, 662);
    }

    /** What a person sees in the end: each line as its last characters stand. */
    private List<String> screen() {
        return Stream.of(out.toString().split("\n", -1)).flatMap(l -> overwritten(l).stream()).toList();
    }

    private static List<String> overwritten(String line) {
        StringBuilder shown = new StringBuilder();
        for (String part : line.split("\r", -1)) {
            shown.replace(0, Math.min(part.length(), shown.length()), part);
        }
        String text = shown.toString().stripTrailing();
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private SpeakingSink sink(boolean terminal) {
        Path here = Path.of("").toAbsolutePath();
        return new SpeakingSink(new CliContext(new PrintWriter(out), new PrintWriter(err),
                new BufferedReader(new StringReader("")), terminal, 80, here, "./orca", here.resolve("log"),
                action -> () -> {
                }, code -> {
                }, () -> nanos));
    }
}
