package orcareward.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in the registry.
 *
 * @param id unique in this user's registry, readable
 * @param name what the user calls it, else the output folder's name
 * @param outputDir absolute path of the output folder
 * @param model which model was trained
 * @param data on which data set
 * @param method {@code full} or {@code LoRA r=16}, for a person
 * @param state how it stands
 * @param host the machine it runs on
 * @param pid its process there
 * @param processStarted when that process began, which tells it from a later one of the same number; null where unknown
 * @param started when the run was entered
 * @param ended when it ended; null while it runs
 * @param step updates done
 * @param totalSteps updates of the whole run; 0 before it is known
 * @param metrics the last known figures by name: {@code train_loss}, {@code eval_accuracy}, ...
 */
public record RunEntry(String id, String name, String outputDir, String model, String data, String method,
        RunState state,
        String host, long pid, @Nullable Instant processStarted, Instant started, @Nullable Instant ended, long step,
        long totalSteps, Map<String, Double> metrics) {
    /** A copy whose map can't change, sorted by name. */
    public RunEntry {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** The same with another state and end. */
    public RunEntry withState(RunState newState, @Nullable Instant newEnded) {
        return new RunEntry(id, name, outputDir, model, data, method, newState, host, pid, processStarted, started,
                newEnded, step, totalSteps, metrics);
    }

    /** The same at another step. */
    public RunEntry withSteps(long newStep, long newTotalSteps) {
        return new RunEntry(id, name, outputDir, model, data, method, state, host, pid, processStarted, started, ended,
                newStep, newTotalSteps, metrics);
    }

    /** The same with these figures beside the others, or in place of those of the same name. */
    public RunEntry withMetrics(Map<String, Double> newMetrics) {
        Map<String, Double> all = new TreeMap<>(metrics);
        all.putAll(newMetrics);
        return new RunEntry(id, name, outputDir, model, data, method, state, host, pid, processStarted, started, ended,
                step, totalSteps, all);
    }

    /** The same with another name. */
    public RunEntry withName(String newName) {
        return new RunEntry(id, newName, outputDir, model, data, method, state, host, pid, processStarted, started,
                ended, step, totalSteps, metrics);
    }
}
