package orcareward.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerStateTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"train_full", "train_lora"})
    void eventsUpToStep24GiveTrlsFileByteForByte(String run) throws IOException {
        String golden = TrlTrace.text(run + "/trl_output/trainer_state.json");
        JsonNode state = TrlTrace.json(run + "/trl_output/trainer_state.json");
        LogHistory history = new LogHistory(List.of());
        for (var event : new TrlTrace(run).events()) {
            history.accept(event);
            if (event instanceof StepLogged logged && logged.step() == 24) {
                break;
            }
        }
        TrainerState ours = new TrainerState(48.0 / 49, 24, 75, 1, 20, 24, 4, 3, state.get("total_flos").asDouble(),
                true, false, history.entries());
        ours.write(folder.resolve(TrainerState.NAME));

        assertThat(Files.readString(folder.resolve(TrainerState.NAME))).isEqualTo(golden);
    }

    @Test
    void whatTransformersWroteIsReadAndWrittenAlike() throws IOException {
        String golden = TrlTrace.text("train_full/trl_output/trainer_state.json");
        Path file = Files.writeString(folder.resolve(TrainerState.NAME), golden);
        TrainerState state = TrainerState.read(file);

        assertThat(state.globalStep()).isEqualTo(24);
        assertThat(state.logHistory()).hasSize(25);
        assertThat(state.toJson()).isEqualTo(golden);
    }

    @Test
    void numbersThatJsonLacksSurvive() throws IOException {
        TrainerState state = new TrainerState(1, 5, 5, 10, 500, 500, 8, 1, 0, true, true,
                List.of(Map.of("loss", Double.NaN, "grad_norm", Double.POSITIVE_INFINITY, "step", 5L)));
        Path file = folder.resolve(TrainerState.NAME);
        state.write(file);

        assertThat(Files.readString(file)).contains("\"loss\": NaN").contains("\"grad_norm\": Infinity");
        assertThat(TrainerState.read(file)).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"global_step\": 3}", "{\"max_steps\": 3, \"log_history\": []}"})
    void anotherFileIsNamedAsNoTrainerState(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), text);

        assertThatThrownBy(() -> TrainerState.read(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("x.json");
    }
}
