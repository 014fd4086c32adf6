package orcareward.runlog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orcareward.files.AtomicFiles;
import orcareward.files.PythonJson;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * {@code trainer_state.json} as transformers 4.57 writes it, byte for byte. What our runs don't have (best model, hyper-parameter
 * search, several processes) stands there with transformers' defaults.
 *
 * @param epoch epochs done, with a fraction
 * @param globalStep updates done
 * @param maxSteps updates of the whole run
 * @param loggingSteps updates between log entries, a share already turned into updates
 * @param evalSteps updates between evaluations, likewise; 500, transformers' default, when none are asked for
 * @param saveSteps updates between checkpoints, likewise
 * @param trainBatchSize pairs in a micro-batch
 * @param numTrainEpochs epochs of the whole run, rounded up
 * @param totalFlos floating-point operations done, by transformers' estimate
 * @param shouldSave TrainerControl's flag: true in a checkpoint
 * @param shouldTrainingStop TrainerControl's flag: true in the last step's checkpoint
 * @param logHistory as {@link LogHistory} makes it
 */
public record TrainerState(double epoch, long globalStep, long maxSteps, long loggingSteps, long evalSteps,
        long saveSteps,
        long trainBatchSize, long numTrainEpochs, double totalFlos, boolean shouldSave, boolean shouldTrainingStop,
        List<Map<String, Object>> logHistory) {
    /** The file's name in a checkpoint and in an output folder. */
    public static final String NAME = "trainer_state.json";

    // Python writes NaN and Infinity bare.
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A copy whose list can't change. */
    public TrainerState {
        logHistory = List.copyOf(logHistory);
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFiles.writeString(file, toJson());
    }

    /** The file's text. */
    public String toJson() {
        Map<String, @Nullable Object> state = new TreeMap<>();
        state.put("best_global_step", null);
        state.put("best_metric", null);
        state.put("best_model_checkpoint", null);
        state.put("epoch", epoch);
        state.put("eval_steps", evalSteps);
        state.put("global_step", globalStep);
        state.put("is_hyper_param_search", false);
        state.put("is_local_process_zero", true);
        state.put("is_world_process_zero", true);
        state.put("log_history", logHistory);
        state.put("logging_steps", loggingSteps);
        state.put("max_steps", maxSteps);
        state.put("num_input_tokens_seen", 0L);
        state.put("num_train_epochs", numTrainEpochs);
        state.put("save_steps", saveSteps);
        state.put("stateful_callbacks", Map.of("TrainerControl", Map.of("args", Map.of("should_epoch_stop", false,
                "should_evaluate", false, "should_log", false, "should_save", shouldSave, "should_training_stop",
                shouldTrainingStop), "attributes", Map.of())));
        state.put("total_flos", totalFlos);
        state.put("train_batch_size", trainBatchSize);
        state.put("trial_name", null);
        state.put("trial_params", null);
        return PythonJson.dumps(state);
    }

    /**
     * Reads a file that we or transformers wrote.
     *
     * @throws ProblemException when it is not such a file
     */
    public static TrainerState read(Path file) throws IOException {
        try {
            JsonNode state = MAPPER.readTree(file.toFile());
            JsonNode control = state.path("stateful_callbacks").path("TrainerControl").path("args");
            List<Map<String, Object>> history = new ArrayList<>();
            for (JsonNode entry : field(state, "log_history")) {
                history.add(values(entry));
            }
            return new TrainerState(state.path("epoch").asDouble(), field(state, "global_step").asLong(),
                    field(state, "max_steps").asLong(), state.path("logging_steps").asLong(500),
                    state.path("eval_steps").asLong(500), state.path("save_steps").asLong(500),
                    state.path("train_batch_size").asLong(), state.path("num_train_epochs").asLong(),
                    state.path("total_flos").asDouble(), control.path("should_save").asBoolean(),
                    control.path("should_training_stop").asBoolean(), history);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ProblemException(file.toString(), "this is not a trainer state",
                    "Resume from another checkpoint", e);
        }
    }

    private static JsonNode field(JsonNode state, String name) {
        JsonNode value = state.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static Map<String, Object> values(JsonNode entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        entry.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isIntegralNumber()) {
                values.put(property.getKey(), value.asLong());
            } else if (value.isNumber()) {
                values.put(property.getKey(), value.asDouble());
            } else {
                values.put(property.getKey(), value.asText());
            }
        });
        return Collections.unmodifiableMap(values);
    }
}
