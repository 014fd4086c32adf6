package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");
    private static final RewardMetrics METRICS = new RewardMetrics(0.1 + 0.2, 1, Double.NaN,
            Double.NEGATIVE_INFINITY, 1e-300, -0.0);

    static Stream<TrainingEvent> oneOfEachKind() {
        return Stream.of(new TrainingEvent.PhaseStarted(TIME, "reading pairs"),
                new TrainingEvent.PhaseProgress(TIME, "tokenizing", 5, 0),
                new TrainingEvent.TrainingStarted(TIME, "demo-1", "out", 3, 75, 3.5, 196, 42, 1000, 2000, "cpu"),
                new TrainingEvent.StepFinished(TIME, 4, 75, 0.1, 0.6, 0.5, 12.25, 60),
                new TrainingEvent.StepLogged(TIME, 10, 0.3, METRICS, 1.41e-5, 3.5, 51234, 12.5, 1L << 40),
                new TrainingEvent.EvaluationProgress(TIME, 20, 8, 42),
                new TrainingEvent.Evaluated(TIME, 20, 0.8, METRICS, 0.75, 42, 25826, 0.25, 162, 23),
                new TrainingEvent.CheckpointSaved(TIME, 24, "out/checkpoint-24"),
                new TrainingEvent.Notice(TIME, TrainingEvent.Severity.WARNING,
                        "two lines\nand \"quotes\" \u00e4\u2028"),
                new TrainingEvent.PauseChanged(TIME, 30, true),
                new TrainingEvent.TrainingFinished(TIME, 75, 3, TrainingEvent.Outcome.FINISHED, 0.4, 9.5, 61, 7, 6e10),
                new TrainingEvent.TrainingFinished(TIME, 75, 3, TrainingEvent.Outcome.STOPPED, 0.4, 9.5, 61, 7, 6e10,
                        new TrainingEvent.Remainder(METRICS, 99)),
                new TrainingEvent.RunFailed(TIME, 31, "out of memory", null),
                new TrainingEvent.RunSummary(TIME, "out", Map.of("accuracy", 0.75, "ties", 3, "mistakes",
                        List.of(Map.of("index", 7))), List.of("saved in out")));
    }

    @Test
    void everyKindIsTried() {
        assertThat(oneOfEachKind().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(TrainingEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void anEventComesBackAsItWas(TrainingEvent event) {
        String line = EventJson.toJson(event);

        assertThat(line).doesNotContain("\n");
        assertThat(EventJson.fromJson(line)).isEqualTo(event);
    }

    @Test
    void fieldsAreInSnakeCaseBehindTypeAndTime() {
        assertThat(EventJson.toJson(new TrainingEvent.CheckpointSaved(TIME, 24, "out/checkpoint-24"))).isEqualTo(
                "{\"type\":\"checkpoint_saved\",\"time\":\"2026-01-02T03:04:05.678901234Z\",\"step\":24,"
                        + "\"path\":\"out/checkpoint-24\"}");
        assertThat(EventJson.toJson(new TrainingEvent.StepLogged(TIME, 10, 0.3, METRICS, 1.41e-5, 3.5, 51234, 12.5,
                7))).contains("\"metrics\":{\"loss\":0.30000000000000004,", "\"min_reward\":\"-Infinity\"",
                        "\"num_tokens\":51234", "\"pairs_per_second\":12.5");
    }

    @Test
    void fieldsOfALaterVersionAreLeftOut() {
        assertThat(EventJson.fromJson(
                "{\"type\":\"pause_changed\",\"time\":\"2026-01-02T03:04:05Z\",\"step\":1,\"paused\":true,\"why\":1}"))
                .isEqualTo(new TrainingEvent.PauseChanged(Instant.parse("2026-01-02T03:04:05Z"), 1, true));
    }

    @Test
    void whatIsNoEventSaysWhy() {
        assertThatThrownBy(() -> EventJson.fromJson("{\"type\":\"lunch\"}")).hasMessageContaining("lunch")
                .hasMessageContaining("step_logged");
        assertThatThrownBy(() -> EventJson.fromJson("{\"type\":\"phase_started\",\"phase\":\"x\"}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("time");
        assertThatThrownBy(() -> EventJson.fromJson("{\"type\":\"phase_started\",\"phase\":\"x\",\"time\":\"noon\"}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("noon");
        assertThatThrownBy(() -> EventJson.fromJson("{\"type\":")).isInstanceOf(IllegalArgumentException.class);
    }
}
