package orcareward.runlog;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.RunFailed;
import orcareward.event.TrainingEvent.RunSummary;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import orcareward.event.TrainingEvent.TrainingStarted;
import org.jspecify.annotations.Nullable;

/** This process's own entry in the registry, kept up to date from the run's events. */
public final class RegisteredRun implements EventSink {
    /** The trained model's section of a summary. */
    private static final String MODEL = "model";

    private final RunRegistry registry;
    private final Consumer<String> onTrouble;
    private RunEntry entry;
    private boolean broken;

    RegisteredRun(RunRegistry registry, RunEntry entry, Consumer<String> onTrouble) {
        this.registry = registry;
        this.entry = entry;
        this.onTrouble = onTrouble;
    }

    /** The run's unique name in the registry. */
    public String id() {
        return entry().id();
    }

    /** The entry as it was last written. */
    public synchronized RunEntry entry() {
        return entry;
    }

    @Override
    public synchronized void accept(TrainingEvent event) {
        RunEntry next = next(event);
        if (!next.equals(entry)) {
            write(next);
        }
    }

    /** For a run that ends without saying so in an event; nothing happens when it has ended already. */
    public synchronized void end(RunState state, Instant time) {
        if (entry.state() == RunState.RUNNING) {
            write(entry.withState(state, time));
        }
    }

    private void write(RunEntry next) {
        entry = next;
        if (broken) {
            return;
        }
        try {
            registry.write(next);
        } catch (IOException e) {
            broken = true;
            onTrouble.accept("The run can't be kept in the list of runs any more: " + e.getMessage());
        }
    }

    private RunEntry next(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            return entry.withSteps(started.startStep(), started.totalSteps());
        }
        if (event instanceof StepLogged logged) {
            return entry.withSteps(logged.step(), entry.totalSteps());
        }
        if (event instanceof Evaluated evaluated) {
            return entry.withMetrics(Map.of("eval_loss", evaluated.metrics().loss(), "eval_accuracy",
                    evaluated.trueAccuracy()));
        }
        if (event instanceof TrainingFinished finished) {
            return entry.withSteps(finished.step(), entry.totalSteps())
                    .withMetrics(
                            Map.of("train_loss", finished.trainLoss(), "train_runtime", finished.runtimeSeconds()))
                    .withState(stateAfter(finished.outcome()), finished.time());
        }
        if (event instanceof RunFailed failed) {
            return entry.withState(RunState.FAILED, failed.time());
        }
        if (event instanceof RunSummary summary) {
            return entry.withMetrics(numbers(summary.evaluation().get(MODEL)));
        }
        return entry;
    }

    private static RunState stateAfter(Outcome outcome) {
        return switch (outcome) {
            case FINISHED -> RunState.FINISHED;
            case STOPPED -> RunState.STOPPED;
            case FAILED -> RunState.FAILED;
        };
    }

    private static Map<String, Double> numbers(@Nullable Object section) {
        Map<String, Double> numbers = new TreeMap<>();
        if (section instanceof Map<?, ?> values) {
            values.forEach((name, value) -> {
                if (value instanceof Number number) {
                    numbers.put(String.valueOf(name), number.doubleValue());
                }
            });
        }
        return numbers;
    }
}
