package orcareward.ui.train;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
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
import orcareward.event.TrainingEvent.Severity;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import orcareward.event.TrainingEvent.TrainingStarted;
import orcareward.recipe.TrainOutcome;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The run that the tab shows: stage, progress, curves, alerts and log, as its events tell them. On the FX thread. */
final class ShownRun {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MOST_LOG_LINES = 2_000;

    private final ZoneId zone;
    private final RunCharts charts = new RunCharts();
    private final ObservableList<Alert> alerts = FXCollections.observableArrayList();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<RunStage> stage = new ReadOnlyObjectWrapper<>(RunStage.NONE);
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper where = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper pace = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper shortText = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RunSummary> summary = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper own = new ReadOnlyBooleanWrapper(true);
    private final BooleanBinding busy = Bindings.createBooleanBinding(() -> own.get() && stage.get().isAlive(), stage,
            own);

    private final ReadOnlyBooleanWrapper resumable = new ReadOnlyBooleanWrapper();
    private @Nullable Path outputDir;
    private @Nullable String lastCheckpoint;
    private long step;
    private long totalSteps;

    /** Times of the log are in {@code zone}. */
    ShownRun(ZoneId zone) {
        this.zone = zone;
    }

    /** Begins with an empty screen. */
    void begin(String newName, boolean isOwn, String words) {
        clear(newName);
        own.set(isOwn);
        stage.set(RunStage.PREPARING);
        where.set(words);
        progress.set(-1);
    }

    /** It was asked to hold or to end. */
    void ask(RunStage next, String words) {
        stage.set(next);
        where.set(words);
    }

    /** All that a run of another process has said is shown; one that goes on will say more. */
    void ended(RunEntry run) {
        RunStage last = switch (run.state()) {
            case RUNNING -> stage.get();
            case FINISHED -> RunStage.FINISHED;
            case STOPPED, VANISHED -> RunStage.STOPPED;
            case FAILED -> RunStage.FAILED;
        };
        if (run.state() != RunState.RUNNING) {
            stage.set(last);
            pace.set("");
            where.set(run.state() == RunState.VANISHED
                    ? Texts.format("train.vanished", Formats.count(step))
                    : endText(last));
            progress.set(totalSteps == 0 ? 0 : (double) step / totalSteps);
        }
    }

    /** Takes an alert from the screen. */
    void close(Alert alert) {
        alerts.remove(alert);
    }

    private void clear(String newName) {
        charts.clear();
        alerts.clear();
        log.clear();
        name.set(newName);
        where.set("");
        pace.set("");
        failure.set(null);
        summary.set(null);
        outputDir = null;
        keep(null);
        step = 0;
        totalSteps = 0;
    }

    /** Takes a batch of events. */
    void receive(List<TrainingEvent> events) {
        events.forEach(this::receive);
        shortText.set(stage.get() == RunStage.NONE || where.get().isEmpty()
                ? name.get()
                : Texts.format("train.short", name.get(), where.get()));
    }

    private void receive(TrainingEvent event) {
        switch (event) {
            case PhaseStarted phase -> phase(phase.time(), phase.phase());
            case PhaseProgress phase -> phaseProgress(phase);
            case TrainingStarted started -> started(started);
            case StepFinished finished -> finished(finished);
            case StepLogged logged -> charts.add(logged);
            case EvaluationProgress at -> {
                if (stage.get() != RunStage.ENDING) {
                    where.set(Texts.format("train.evaluating", Formats.count(at.done()), Formats.count(at.total())));
                }
            }
            case Evaluated evaluated -> evaluated(evaluated);
            case CheckpointSaved saved -> saved(saved);
            case Notice notice -> notice(notice);
            case PauseChanged pause -> paused(pause);
            case TrainingFinished end -> trained(end);
            case RunFailed failed -> {
                say(failed.time(), failed.message());
                alerts.add(new Alert(failed.time(), Severity.ERROR, failed.message()));
                keep(failed.lastCheckpoint());
                watchedEnded(RunStage.FAILED);
            }
            case RunSummary found -> {
                summary.set(found);
                watchedEnded(RunStage.FINISHED);
            }
        }
    }

    private void phase(Instant time, String phase) {
        say(time, phase);
        where.set(phase);
        progress.set(-1);
    }

    private void phaseProgress(PhaseProgress phase) {
        boolean known = phase.total() > 0;
        where.set(known
                ? Texts.format("train.phase", phase.phase(), Formats.count(phase.done()),
                        Formats.count(phase.total()))
                : phase.phase());
        progress.set(known ? (double) phase.done() / phase.total() : -1);
    }

    private void started(TrainingStarted started) {
        outputDir = Path.of(started.outputDir());
        totalSteps = started.totalSteps();
        step = started.startStep();
        charts.began(started.time());
        if (stage.get() != RunStage.ENDING) {
            stage.set(RunStage.TRAINING);
        }
        say(started.time(), Texts.format("train.log.started", Formats.count(started.trainPairs()),
                Formats.count(started.evalPairs()), Formats.count(started.trainableParameters()),
                Formats.count(started.parameters()), started.device()));
        progress.set(totalSteps == 0 ? 0 : (double) step / totalSteps);
        where.set(Texts.format("train.step", Formats.count(step), Formats.count(totalSteps)));
    }

    private void finished(StepFinished at) {
        charts.add(at);
        step = at.step();
        totalSteps = at.totalSteps();
        if (stage.get() == RunStage.ENDING) {
            return;
        }
        progress.set(totalSteps == 0 ? 0 : (double) step / totalSteps);
        where.set(Texts.format("train.step.left", Formats.count(step), Formats.count(totalSteps),
                String.format(Locale.ROOT, "%.2f", at.epoch()), Formats.seconds(at.secondsLeft())));
        pace.set(Formats.speed(at.pairsPerSecond()));
    }

    private void evaluated(Evaluated evaluated) {
        charts.add(evaluated);
        say(evaluated.time(), Texts.format("train.log.evaluated", Formats.count(evaluated.pairs()),
                Formats.percent(evaluated.trueAccuracy()), Formats.loss(evaluated.metrics().loss())));
    }

    private void saved(CheckpointSaved saved) {
        keep(saved.path());
        say(saved.time(), Texts.format("train.log.saved", Formats.count(saved.step()), saved.path()));
    }

    private void notice(Notice notice) {
        say(notice.time(), notice.message());
        if (notice.severity() != Severity.INFO) {
            alerts.add(new Alert(notice.time(), notice.severity(), notice.message()));
        }
    }

    private void paused(PauseChanged pause) {
        say(pause.time(), Texts.get(pause.paused() ? "train.log.paused" : "train.log.resumed"));
        if (stage.get() != RunStage.ENDING) {
            stage.set(pause.paused() ? RunStage.PAUSED : RunStage.TRAINING);
            where.set(pause.paused()
                    ? Texts.format("train.paused", Formats.count(step), Formats.count(totalSteps))
                    : Texts.format("train.step", Formats.count(step), Formats.count(totalSteps)));
        }
    }

    private void trained(TrainingFinished end) {
        say(end.time(), Texts.format("train.log.trained", Formats.count(end.step()),
                Formats.seconds(end.runtimeSeconds()), Formats.loss(end.trainLoss())));
        if (end.outcome() == TrainingEvent.Outcome.FINISHED) {
            stage.set(RunStage.EVALUATING);
        } else if (!own.get()) {
            stage.set(RunStage.STOPPED);
            where.set(endText(RunStage.STOPPED));
        }
    }

    /** A run of this window has returned. */
    void ended(TrainOutcome outcome, boolean discarded) {
        outputDir = outcome.outputDir();
        Path checkpoint = outcome.lastCheckpoint();
        keep(checkpoint == null ? null : checkpoint.toString());
        step = outcome.step();
        stage.set(switch (outcome.outcome()) {
            case FINISHED -> RunStage.FINISHED;
            case STOPPED -> discarded ? RunStage.DISCARDED : RunStage.STOPPED;
            case FAILED -> RunStage.FAILED;
        });
        where.set(endText(stage.get()));
        pace.set("");
        progress.set(totalSteps == 0 ? 0 : (double) step / totalSteps);
    }

    private void keep(@Nullable String checkpoint) {
        lastCheckpoint = checkpoint;
        resumable.set(checkpoint != null);
    }

    /** A run of this window ends when its recipe returns; of another's, its last event is the end. */
    private void watchedEnded(RunStage end) {
        if (!own.get()) {
            stage.set(end);
            where.set(endText(end));
            pace.set("");
        }
    }

    private String endText(RunStage end) {
        return Texts.format(switch (end) {
            case FINISHED -> "train.ended.finished";
            case DISCARDED -> "train.ended.discarded";
            case STOPPED -> "train.ended.stopped";
            default -> "train.ended.failed";
        }, Formats.count(step));
    }

    /** A run of this window never began. */
    void failed(Throwable cause) {
        failure.set(cause);
        stage.set(RunStage.FAILED);
        where.set(Texts.get("train.notbegun"));
        pace.set("");
        progress.set(0);
        ProblemView.lines(cause).lines().forEach(line -> say(Instant.now(), line));
    }

    private void say(Instant time, String line) {
        if (log.size() >= MOST_LOG_LINES) {
            log.remove(0, MOST_LOG_LINES / 10);
        }
        log.add(TIME.format(time.atZone(zone)) + "  " + line);
    }

    RunCharts charts() {
        return charts;
    }

    ObservableList<Alert> alerts() {
        return alerts;
    }

    ObservableList<String> log() {
        return log;
    }

    /** Where the run stands. */
    public ReadOnlyObjectProperty<RunStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** Whether something was saved from which the run can go on. */
    ReadOnlyBooleanProperty resumableProperty() {
        return resumable.getReadOnlyProperty();
    }

    /** Whether the run is this window's, so that it can be paused and ended here. */
    ReadOnlyBooleanProperty ownProperty() {
        return own.getReadOnlyProperty();
    }

    /** Whether a run of this window goes, paused or not. */
    public BooleanBinding busyProperty() {
        return busy;
    }

    /** What the run is called on the screen. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Step, epoch and time left, or the phase. */
    ReadOnlyStringProperty whereProperty() {
        return where.getReadOnlyProperty();
    }

    ReadOnlyStringProperty paceProperty() {
        return pace.getReadOnlyProperty();
    }

    /** Name, step and time left in a line, for the status bar. */
    public ReadOnlyStringProperty shortTextProperty() {
        return shortText.getReadOnlyProperty();
    }

    /** From 0 to 1; negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why the run never began; null otherwise. */
    ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The held-out pairs' evaluation at the end; null before. */
    ReadOnlyObjectProperty<@Nullable RunSummary> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Where the run writes; null before that is known. */
    public @Nullable Path outputDir() {
        return outputDir;
    }

    /** From which the run can go on; null when nothing was saved. */
    @Nullable
    String lastCheckpoint() {
        return lastCheckpoint;
    }

    void outputDir(Path folder) {
        outputDir = folder;
    }
}
