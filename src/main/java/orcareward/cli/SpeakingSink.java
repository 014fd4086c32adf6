package orcareward.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.CheckpointSaved;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.EvaluationProgress;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.PauseChanged;
import orcareward.event.TrainingEvent.PhaseProgress;
import orcareward.event.TrainingEvent.PhaseStarted;
import orcareward.event.TrainingEvent.RunFailed;
import orcareward.event.TrainingEvent.RunSummary;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import orcareward.event.TrainingEvent.TrainingStarted;
import org.jspecify.annotations.Nullable;

/**
 * Events in words. On a terminal what moves is one line at the bottom and what stays scrolls above it; elsewhere (a file, a
 * pipe) there is a line for each logged interval instead.
 */
final class SpeakingSink implements ProgressSink {
    private static final int BAR_WIDTH = 20;

    private final CliContext context;
    private final StatusLine status;
    private @Nullable StepFinished lastStep;

    SpeakingSink(CliContext context) {
        this.context = context;
        this.status = new StatusLine(context.out(), context.columns(), context.nanoTime());
    }

    @Override
    public synchronized void accept(TrainingEvent event) {
        switch (event) {
            case PhaseStarted phase -> phaseStarted(phase.phase());
            case PhaseProgress phase -> show("%s %s".formatted(phase.phase(), progress(phase.done(), phase.total())));
            case TrainingStarted started -> say(started(started));
            case StepFinished step -> {
                lastStep = step;
                show(bar(step, context.columns()));
            }
            case StepLogged logged -> {
                if (!context.terminal()) {
                    say(logged(logged));
                }
            }
            case EvaluationProgress p -> show("evaluating %s pairs".formatted(progress(p.done(), p.total())));
            case Evaluated e -> say("step %s: held-out loss %s, accuracy %s of %s (%s)".formatted(Words.count(e.step()),
                    Words.loss(e.metrics().loss()), Words.percent(e.trueAccuracy()),
                    Words.count(e.pairs(), "pair", "pairs"), Words.duration(e.runtimeSeconds())));
            case CheckpointSaved saved -> say(
                    "step %s: saved %s".formatted(Words.count(saved.step()), context.typed(context.resolve(
                            Path.of(saved.path())))));
            case Notice notice -> notice(notice);
            case PauseChanged pause -> say(
                    "step %s: %s".formatted(Words.count(pause.step()), pause.paused() ? "paused" : "going on"));
            case TrainingFinished end -> say("%s step %s, after %s; mean loss %s".formatted(switch (end.outcome()) {
                case FINISHED -> "Finished with";
                case STOPPED -> "Stopped after";
                case FAILED -> "Failed after";
            }, Words.count(end.step()), Words.duration(end.runtimeSeconds()), Words.loss(end.trainLoss())));
            case RunFailed failed -> sayWrong(failed.step() > 0
                    ? "The run failed after step %s: %s".formatted(Words.count(failed.step()), failed.message())
                    : "The run failed: " + failed.message());
            case RunSummary summary -> summary(summary);
        }
    }

    @Override
    public synchronized void say(String line) {
        status.clear();
        line.lines().forEach(context.out()::println);
        context.out().flush();
    }

    @Override
    public synchronized void close() {
        status.clear();
    }

    private void sayWrong(String line) {
        status.clear();
        line.lines().forEach(context.err()::println);
        context.err().flush();
    }

    private void show(String text) {
        if (context.terminal()) {
            status.show(text);
        }
    }

    private void phaseStarted(String phase) {
        if (context.terminal()) {
            status.clear();
            status.show(phase + " ...");
        } else {
            say(phase);
        }
    }

    private void notice(Notice notice) {
        switch (notice.severity()) {
            case INFO -> say(notice.message());
            case WARNING -> say("warning: " + notice.message());
            case ERROR -> sayWrong(notice.message());
        }
    }

    private void summary(RunSummary summary) {
        if (!summary.evaluation().isEmpty()) {
            say("");
            say("Held-out pairs:");
            List<String> table = ReportText.lines(summary.evaluation());
            table.forEach(this::say);
        }
        summary.notes().forEach(this::say);
        say("Output: " + context.typed(context.resolve(Path.of(summary.outputDir()))));
    }

    private String started(TrainingStarted s) {
        String resumed = s.startStep() > 0 ? ", going on after step " + Words.count(s.startStep()) : "";
        return "Training on %s, %s held out; %s of %s parameters, %s; %s%s.".formatted(
                Words.count(s.trainPairs(), "pair", "pairs"), Words.count(s.evalPairs()),
                Words.count(s.trainableParameters()), Words.count(s.parameters()), s.device(),
                Words.count(s.totalSteps(), "step", "steps"), resumed);
    }

    private String logged(StepLogged logged) {
        StepFinished last = lastStep;
        String total = last == null ? "" : "/" + last.totalSteps();
        String left = last == null ? "" : ", " + Words.duration(last.secondsLeft()) + " left";
        return "step %s%s  epoch %s  loss %s  accuracy %s  margin %s  lr %s  grad norm %s  %s pairs/s%s".formatted(
                String.valueOf(logged.step()), total, String.format(Locale.ROOT, "%.2f", logged.epoch()),
                Words.loss(logged.metrics().loss()), Words.percent(logged.metrics().accuracy()),
                Words.signed(logged.metrics().margin()), Words.rate(logged.learningRate()),
                String.format(Locale.ROOT, "%.3f", logged.gradNorm()), Words.speed(logged.pairsPerSecond()), left);
    }

    /** The progress line; where the terminal is narrow the bar itself goes first. */
    static String bar(StepFinished step, int columns) {
        double done = step.totalSteps() == 0 ? 1 : (double) step.step() / step.totalSteps();
        String figures = "step %s/%s  loss %s  accuracy %s  %s pairs/s  %s left".formatted(Words.count(step.step()),
                Words.count(step.totalSteps()), Words.loss(step.loss()), Words.percent(step.accuracy()),
                Words.speed(step.pairsPerSecond()), Words.duration(step.secondsLeft()));
        String percent = String.format(Locale.ROOT, "%3d %% ", (int) (100 * done));
        int room = Math.min(BAR_WIDTH, columns - 1 - percent.length() - figures.length() - 3);
        if (room < 5) {
            return percent + figures;
        }
        int full = (int) Math.round(done * room);
        return percent + "[" + "=".repeat(full) + " ".repeat(room - full) + "] " + figures;
    }

    private static String progress(long done, long total) {
        return total > 0 ? Words.count(done) + "/" + Words.count(total) : Words.count(done);
    }
}
