package orcareward.ui.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import orcareward.event.EventSink;
import orcareward.event.RunEntry;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunsRunner;
import orcareward.recipe.TrashedRun;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the tab Runs shows and does. Rows stay the same objects while their runs change, so that what is chosen stays chosen. On the FX thread. */
public final class RunsViewModel {
    private final RunsRunner runs;
    private final RunsReader reader;
    private final Background background;
    private final Delay often;
    private final Delay rarely;
    private final Clock clock;
    private final ObservableList<RunRow> rows = FXCollections
            .observableArrayList(row -> new Observable[]{row.seenProperty()});
    private final StringProperty search = new SimpleStringProperty("");
    private final FilteredList<RunRow> found = new FilteredList<>(rows);
    private final ComparisonModel comparison = new ComparisonModel();
    private final ObservableList<TrashedRun> trash = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Job> work = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TrashedRun> undoable = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper unreadable = new ReadOnlyStringWrapper("");
    private List<RunRow> chosen = List.of();
    private boolean visible;
    private boolean reading;
    private Runnable stopWaiting = () -> {
        // nothing waits yet
    };

    /** Looks again after {@code often} while the tab is in view, else after {@code rarely}. */
    public RunsViewModel(RunsRunner runs, Background background, Delay often, Delay rarely, Clock clock) {
        this.runs = runs;
        this.reader = new RunsReader(runs);
        this.background = background;
        this.often = often;
        this.rarely = rarely;
        this.clock = clock;
        search.subscribe(text -> found.setPredicate(row -> row.matches(text)));
    }

    /** The runs that the search finds, the newest first. */
    ObservableList<RunRow> found() {
        return found;
    }

    /** All runs, the newest first. */
    ObservableList<RunRow> rows() {
        return rows;
    }

    StringProperty searchProperty() {
        return search;
    }

    ComparisonModel comparison() {
        return comparison;
    }

    /** Deleted runs that can be restored, the last deleted first. */
    ObservableList<TrashedRun> trash() {
        return trash;
    }

    /** Whether the list has been read once. */
    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
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

    /** Entries that can't be read, in words; empty when there are none. */
    ReadOnlyStringProperty unreadableProperty() {
        return unreadable.getReadOnlyProperty();
    }

    Clock clock() {
        return clock;
    }

    /** The tab has come into view. */
    void shown() {
        visible = true;
        refresh();
        readTrash();
    }

    /** The tab has gone out of view. */
    void hidden() {
        visible = false;
    }

    /** Reads the list again, then waits and does so again. */
    public void refresh() {
        stopWaiting.run();
        if (reading) {
            return;
        }
        reading = true;
        background.run(Texts.get("runs.reading"), progress -> reader.read(), this::show, problem -> {
            reading = false;
            failure.set(problem);
            stopWaiting = rarely.start(this::refresh);
        });
    }

    private void show(RunsReader.Reading now) {
        reading = false;
        Map<String, RunRow> before = new HashMap<>();
        rows.forEach(row -> before.put(row.run().outputDir(), row));
        List<RunRow> after = new ArrayList<>();
        for (RunsReader.Seen seen : now.runs()) {
            RunRow row = before.get(seen.run().outputDir());
            if (row == null) {
                row = new RunRow(seen);
            } else {
                update(row, seen);
            }
            after.add(row);
        }
        bringTo(after);
        unreadable.set(String.join("\n", now.notices()));
        loaded.set(true);
        if (now.complete()) {
            stopWaiting = (visible ? often : rarely).start(this::refresh);
        } else {
            refresh();
        }
    }

    /** Row by row, so that what is chosen in a table stays chosen. */
    private void bringTo(List<RunRow> after) {
        if (!new HashSet<>(after).containsAll(rows)) {
            rows.removeIf(row -> !after.contains(row));
        }
        for (int i = 0; i < after.size(); i++) {
            if (i >= rows.size() || rows.get(i) != after.get(i)) {
                rows.remove(after.get(i)); // a run that went on moves up
                rows.add(i, after.get(i));
            }
        }
    }

    private void update(RunRow row, RunsReader.Seen seen) {
        boolean wasLive = row.isLive();
        boolean news = !row.run().equals(seen.run());
        RunCurves curves = seen.curves();
        row.update(seen);
        if (!chosen.contains(row)) {
            return;
        }
        if (wasLive != row.isLive()) {
            choose(chosen); // its end has brought a model, or a start new settings
        } else if (news && curves != null) {
            background.run(Texts.get("runs.reading"), progress -> runs.models(seen.run()),
                    models -> comparison.update(seen.run(), curves, models), failure::set);
        }
    }

    /** Shows the curves and settings of these runs. */
    void choose(List<RunRow> rowsChosen) {
        chosen = List.copyOf(rowsChosen);
        List<RunRow> mine = chosen;
        if (mine.isEmpty()) {
            comparison.show(List.of());
            return;
        }
        background.run(Texts.get("runs.reading"), progress -> {
            List<RunDetail> details = new ArrayList<>();
            for (RunRow row : mine) {
                details.add(RunDetail.read(runs, row.run()));
            }
            return details;
        }, details -> {
            if (mine.equals(chosen)) {
                comparison.show(details);
            }
        }, failure::set);
    }

    /** Gives a run another name; a blank one gives it back its first. */
    void rename(RunRow row, String name) {
        RunEntry run = row.run();
        run("runs.renaming", run.name(), events -> runs.rename(run, name));
    }

    /** Moves runs to the trash. */
    void delete(List<RunRow> doomed) {
        List<RunEntry> entries = doomed.stream().map(RunRow::run).toList();
        run("runs.deleting", entries.size() == 1 ? entries.getFirst().name() : String.valueOf(entries.size()),
                events -> {
                    for (RunEntry entry : entries) {
                        runs.delete(entry, events);
                    }
                }, () -> undoable.set(trash.isEmpty() || entries.size() > 1 ? null : trash.getFirst()));
    }

    /** Brings a deleted run back. */
    void restore(TrashedRun trashed) {
        run("runs.restoring", trashed.run().name(), events -> runs.restore(trashed, events));
    }

    /** Deletes everything in the trash for good. */
    void emptyTrash() {
        List<TrashedRun> all = List.copyOf(trash);
        run("runs.trash.emptying", String.valueOf(all.size()), events -> {
            for (TrashedRun each : all) {
                runs.purge(each);
            }
        });
    }

    /** Forgets what went wrong. */
    void dismissFailure() {
        failure.set(null);
    }

    /** Something that changes runs. */
    @FunctionalInterface
    private interface Change {
        void make(EventSink events) throws Exception;
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
            });
            return runs.trash();
        }, inTrash -> {
            work.set(null);
            trash.setAll(inTrash);
            after.run();
            refresh();
        }, ended(problem -> {
            failure.set(problem);
            readTrash();
            refresh();
        }), () -> work.set(null)));
    }

    private Consumer<Throwable> ended(Consumer<Throwable> then) {
        return problem -> {
            work.set(null);
            then.accept(problem);
        };
    }

    private void readTrash() {
        background.run(Texts.get("runs.reading"), progress -> runs.trash(), trash::setAll, failure::set);
    }

    /** Ends the waiting. */
    public void close() {
        stopWaiting.run();
    }
}
