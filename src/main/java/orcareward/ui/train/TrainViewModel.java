package orcareward.ui.train;

import java.nio.file.Path;
import java.time.ZoneId;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import orcareward.event.RunControl;
import orcareward.event.RunEntry;
import orcareward.recipe.RunsRunner;
import orcareward.recipe.TrainJob;
import orcareward.recipe.TrainRunner;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.EventPump;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What a person may do with a run: begin, pause, end, or watch one of another process; {@link ShownRun} is what they see. On the FX thread. */
public final class TrainViewModel {
    private final TrainRunner runner;
    private final RunsRunner runs;
    private final Background background;
    private final ShownRun shown;

    private RunControl control = new RunControl();
    private @Nullable WatchedRun watched;

    /** Trains with {@code runner} and follows other runs by {@code runs}; times of the log are in {@code zone}. */
    public TrainViewModel(TrainRunner runner, RunsRunner runs, Background background, ZoneId zone) {
        this.runner = runner;
        this.runs = runs;
        this.background = background;
        this.shown = new ShownRun(zone);
    }

    /** What the tab shows. */
    ShownRun shown() {
        return shown;
    }

    /**
     * Begins a run; nothing happens while another one goes.
     *
     * @param name what it is called on the screen
     */
    public void start(TrainJob job, String name) {
        if (busyProperty().get()) {
            return;
        }
        stopWatching();
        shown.begin(name, true, Texts.get("train.preparing"));
        RunControl mine = new RunControl();
        control = mine;
        EventPump pump = new EventPump(background.fx(), shown::receive);
        background.run(name, at -> {
            at.onCancel(mine::stop);
            return runner.run(job, pump, mine);
        }, outcome -> pump.whenEmpty(() -> shown.ended(outcome, mine.isDiscardRequested())),
                failure -> pump.whenEmpty(() -> shown.failed(failure)));
    }

    /**
     * Shows a run that this window did not start: its curves so far, and what it goes on to say. Nothing happens while a run of this
     * window goes.
     *
     * @param run as the registry has it
     */
    public void watch(RunEntry run) {
        if (busyProperty().get()) {
            return;
        }
        stopWatching();
        shown.begin(run.name(), false, Texts.get("train.reading"));
        shown.outputDir(Path.of(run.outputDir()));
        watched = new WatchedRun(() -> runs.tail(run), background, shown::receive, () -> askAgain(run));
    }

    /** How a watched run stands by now: its process may be gone without a word. */
    private void askAgain(RunEntry run) {
        WatchedRun mine = watched;
        background.run(Texts.get("train.reading"), progress -> runs.list(notice -> {
            // the list of runs itself says what it can't read
        }).stream().filter(each -> each.outputDir().equals(run.outputDir())).findFirst(), found -> {
            if (mine == watched) {
                found.ifPresent(shown::ended);
            }
        }, failure -> {
            // the next poll asks again
        });
    }

    private void stopWatching() {
        WatchedRun before = watched;
        if (before != null) {
            before.close();
            watched = null;
        }
    }

    /** Looks for what a watched run has said meanwhile; called about once a second. */
    public void poll() {
        WatchedRun now = watched;
        if (now != null && stageProperty().get().isAlive()) {
            now.poll();
        }
    }

    /** Holds before the next step, or goes on. */
    public void pauseOrResume() {
        RunStage stage = stageProperty().get();
        if (stage == RunStage.PAUSED || control.isPaused()) {
            control.resume();
        } else if (stage == RunStage.TRAINING && busyProperty().get()) {
            control.pause();
            shown.ask(stage, Texts.get("train.pausing"));
        }
    }

    /** Ends after the current step; what is done is saved and can be gone on with. */
    public void stopAndSave() {
        if (busyProperty().get() && stageProperty().get() != RunStage.ENDING) {
            shown.ask(RunStage.ENDING, Texts.get("train.stopping"));
            control.stop();
        }
    }

    /** Ends after the current step and saves nothing more. */
    public void discard() {
        if (busyProperty().get()) {
            shown.ask(RunStage.ENDING, Texts.get("train.discarding"));
            control.discard();
        }
    }

    /** Where the run stands. */
    public ReadOnlyObjectProperty<RunStage> stageProperty() {
        return shown.stageProperty();
    }

    /** Whether a run of this window goes, paused or not. */
    public BooleanBinding busyProperty() {
        return shown.busyProperty();
    }

    /** What the run is called on the screen. */
    public ReadOnlyStringProperty nameProperty() {
        return shown.nameProperty();
    }

    /** Name, step and time left in a line, for the status bar. */
    public ReadOnlyStringProperty shortTextProperty() {
        return shown.shortTextProperty();
    }

    /** From 0 to 1; negative while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return shown.progressProperty();
    }

    /** Where the run writes; null before that is known. */
    public @Nullable Path outputDir() {
        return shown.outputDir();
    }
}
