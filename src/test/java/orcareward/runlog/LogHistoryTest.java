package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.Remainder;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistoryTest {
    private static final RewardMetrics METRICS = new RewardMetrics(0.6, 0.5, -0.5, -1.5, -0.75, -0.25);

    @ParameterizedTest
    @ValueSource(strings = {"train_full", "train_lora"})
    void eventsBecomeTheEntriesThatTrlLogged(String run) {
        TrlTrace trace = new TrlTrace(run);
        LogHistory history = new LogHistory(List.of());
        trace.events().forEach(history::accept);

        assertThat(history.entries()).isEqualTo(trace.logHistory());
        for (int i = 0; i < history.entries().size(); i++) {
            assertThat(history.entries().get(i).keySet())
                    .containsExactlyElementsOf(trace.logHistory().get(i).keySet());
        }
    }

    @Test
    void aResumedHistoryGoesOnAfterTheCheckpoints() {
        TrlTrace trace = new TrlTrace("train_full");
        List<TrainingEvent> events = trace.events();
        LogHistory history = new LogHistory(trace.logHistory().subList(0, 30));
        events.subList(30, events.size()).forEach(history::accept);

        assertThat(history.entries()).isEqualTo(trace.logHistory());
    }

    @Test
    void theLastEntryTakesWhatWasMeasuredAfterTheLastLog() {
        // Names and order as TRL 0.25.1 logged them for 3 steps with logging_steps 2.
        assertThat(entry(finished(Outcome.FINISHED, new Remainder(METRICS, 114))).keySet()).containsExactly(
                "train_runtime", "train_samples_per_second", "train_steps_per_second", "total_flos", "train_loss",
                "num_tokens", "min_reward", "mean_reward", "max_reward", "accuracy", "margin", "epoch", "step");
        assertThat(entry(finished(Outcome.STOPPED, new Remainder(METRICS, 114)))).containsEntry("num_tokens", 114.0)
                .containsEntry("margin", -0.5);
    }

    @Test
    void aFailedRunHasNoLastEntry() {
        assertThat(LogHistory.entry(finished(Outcome.FAILED, null))).isEmpty();
    }

    @Test
    void roundingIsPythons() {
        // round(0.00005, 4), round(0.00015, 4), round(2.67545, 4), round(-0.00001, 4) in Python.
        Map<Double, Double> rounded = Map.of(0.00005, 0.0001, 0.00015, 0.0001, 2.67545, 2.6755, -0.00001, -0.0,
                Double.NaN, Double.NaN);
        List<Double> got = new ArrayList<>();
        rounded.keySet().forEach(loss -> got.add((Double) entry(logged(loss)).get("loss")));

        assertThat(got).containsExactlyElementsOf(rounded.values());
    }

    private static Map<String, Object> entry(TrainingEvent event) {
        return LogHistory.entry(event).orElseThrow();
    }

    private static StepLogged logged(double loss) {
        return new StepLogged(Instant.EPOCH, 1, 0.1, new RewardMetrics(loss, 0, 0, 0, 0, 0), 1e-5, 1, 10, 1, 1);
    }

    private static TrainingFinished finished(Outcome outcome, @Nullable Remainder remainder) {
        return new TrainingFinished(Instant.EPOCH, 3, 0.5, outcome, 1.1, 0.1348, 44.496, 22.248, 53360640, remainder);
    }
}
