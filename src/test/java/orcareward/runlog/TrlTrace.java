package orcareward.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;

/** A run that TRL made and recorded, as the events that ours would emit. */
final class TrlTrace {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final Instant START = Instant.parse("2026-01-02T03:04:05.5Z");
    private final JsonNode trace;

    TrlTrace(String run) {
        trace = json(run + "/trace.json");
    }

    static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(TrlTrace.class.getResourceAsStream("/golden/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String resource) {
        try {
            return MAPPER.readTree(text(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode node() {
        return trace;
    }

    /** As TRL logged it: order of keys, integers as Long, all else as Double. */
    List<Map<String, Object>> logHistory() {
        List<Map<String, Object>> history = new ArrayList<>();
        for (JsonNode entry : trace.get("log_history")) {
            Map<String, Object> values = new LinkedHashMap<>();
            entry.properties().forEach(property -> values.put(property.getKey(), property.getValue().isIntegralNumber()
                    ? (Object) property.getValue().asLong()
                    : (Object) property.getValue().asDouble()));
            history.add(values);
        }
        return history;
    }

    /** One event per entry; losses are the unrounded ones of the micro-batches. */
    List<TrainingEvent> events() {
        List<TrainingEvent> events = new ArrayList<>();
        for (JsonNode entry : trace.get("log_history")) {
            Instant time = START.plusSeconds(events.size());
            long step = entry.get("step").asLong();
            double epoch = entry.get("epoch").asDouble();
            if (entry.has("loss")) {
                events.add(new StepLogged(time, step, epoch, metrics(entry, "", loss(step)),
                        number(entry, "learning_rate"), number(entry, "grad_norm"), entry.get("num_tokens").asLong(),
                        12.5, 1 << 20));
            } else if (entry.has("eval_loss")) {
                // Digits behind those that are logged, to be rounded away.
                events.add(new Evaluated(time, step, epoch, metrics(entry, "eval_", number(entry, "eval_loss")), 0.5,
                        42, entry.get("eval_num_tokens").asLong(), number(entry, "eval_runtime") + 0.00004,
                        number(entry, "eval_samples_per_second") - 0.0004,
                        number(entry, "eval_steps_per_second") + 0.0004));
            } else {
                events.add(new TrainingFinished(time, step, epoch, Outcome.FINISHED, number(entry, "train_loss"),
                        number(entry, "train_runtime") - 0.00004, number(entry, "train_samples_per_second") + 0.0004,
                        number(entry, "train_steps_per_second"), number(entry, "total_flos")));
            }
        }
        return events;
    }

    /** Mean over the update's micro-batches. */
    private double loss(long step) {
        double sum = 0;
        int count = 0;
        for (JsonNode batch : trace.get("micro_batches")) {
            if (batch.get("step").asLong() == step - 1) {
                sum += number(batch, "loss");
                count++;
            }
        }
        return sum / count;
    }

    private static RewardMetrics metrics(JsonNode entry, String prefix, double loss) {
        return new RewardMetrics(loss, number(entry, prefix + "accuracy"), number(entry, prefix + "margin"),
                number(entry, prefix + "min_reward"), number(entry, prefix + "mean_reward"),
                number(entry, prefix + "max_reward"));
    }

    private static double number(JsonNode entry, String name) {
        return entry.get(name).asDouble();
    }
}
