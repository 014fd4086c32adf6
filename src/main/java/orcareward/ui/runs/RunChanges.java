package orcareward.ui.runs;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.recipe.RunsRunner;
import orcareward.recipe.TrashedRun;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What changes runs: renaming, deleting, bringing back. One at a time. On the FX thread. */
final class RunChanges {
    private final RunsRunner runs;
    private final Background background;
    private final Runnable refresh;
    private final ObservableList<TrashedRun> trash = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Job> work = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TrashedRun> undoable = new ReadOnlyObjectWrapper<>();

    /** {@code refresh} reads the list again. */
    RunChanges(RunsRunner runs, Background background, Runnable refresh) {
        this.runs = runs;
        this.background = background;
        this.refresh = refresh;
    }

    /** Deleted runs that can be restored, the last deleted first. */
    ObservableList<TrashedRun> trash() {
        return trash;
    }

    /** What is moved or deleted just now; null when nothing is. */
    ReadOnlyObjectProperty<@Nullable Job> workProperty() {
        return work.getReadOnlyProperty();
    }

    /** What went wrong last; null when nothing did. */
    ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The run that was deleted last, which can be brought back at once; null when there is none. */
    ReadOnlyObjectProperty<@Nullable TrashedRun> undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Shows that something went wrong. */
    void failed(Throwable problem) {
        failure.set(problem);
    }

    /** Gives a run another name; a blank one gives it back its first. */
    void rename(RunRow row, String name) {
        RunEntry run = row.run();
        run("runs.renaming", run.name(), (events, check) -> runs.rename(run, name));
    }

    /** Moves runs to the trash. */
    void delete(List<RunRow> doomed) {
        List<RunEntry> entries = doomed.stream().map(RunRow::run).toList();
        run("runs.deleting", entries.size() == 1 ? entries.getFirst().name() : String.valueOf(entries.size()),
                (events, check) -> {
                    for (RunEntry entry : entries) {
                        check.run();
                        runs.delete(entry, events);
                    }
                }, () -> undoable.set(trash.isEmpty() || entries.size() > 1 ? null : trash.getFirst()));
    }

    /** Brings a deleted run back. */
    void restore(TrashedRun trashed) {
        run("runs.restoring", trashed.run().name(), (events, check) -> runs.restore(trashed, events));
    }

    /** Deletes everything in the trash for good. */
    void emptyTrash() {
        run("runs.trash.emptying", String.valueOf(trash.size()), (events, check) -> runs.emptyTrash(events));
    }

    /** Forgets what went wrong. */
    void dismissFailure() {
        failure.set(null);
    }

    /** Something that changes runs. */
    @FunctionalInterface
    private interface Change {
        /** {@code check} ends it when it was cancelled. */
        void make(EventSink events, Runnable check) throws Exception;
    }

    private void run(String titleKey, String name, Change change) {
        run(titleKey, name, change, () -> undoable.set(null));
    }

    private void run(String titleKey, String name, Change change, Runnable after) {
        failure.set(null);
        if (work.get() != null) {
            failure.set(new ProblemException(name, Texts.get("runs.busy"), Texts.get("runs.busy.remedy")));
            return;
        }
        String title = Texts.format(titleKey, name);
        work.set(background.run(title, progress -> {
            change.make(event -> {
                progress.check();
                if (event instanceof TrainingEvent.PhaseProgress at) {
                    progress.at(title, at.total() == 0 ? -1 : at.done() / (double) at.total());
                }
            }, progress::check);
            return runs.trash();
        }, inTrash -> {
            work.set(null);
            trash.setAll(inTrash);
            after.run();
            refresh.run();
        }, ended(problem -> {
            failure.set(problem);
            readTrash();
            refresh.run();
        }), () -> {
            work.set(null);
            readTrash(); // what was done before the cancellation stays done
            refresh.run();
        }));
    }

    private Consumer<Throwable> ended(Consumer<Throwable> then) {
        return problem -> {
            work.set(null);
            then.accept(problem);
        };
    }

    /** Looks what is in the trash. */
    void readTrash() {
        background.run(Texts.get("runs.reading"), progress -> runs.trash(), trash::setAll, failure::set);
    }
}
