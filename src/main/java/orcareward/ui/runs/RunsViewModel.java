package orcareward.ui.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunsRunner;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.Texts;

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
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final RunChanges changes;
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
        changes = new RunChanges(runs, background, this::refresh);
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

    /** Renaming, deleting, bringing back, and what came of it. */
    RunChanges changes() {
        return changes;
    }

    /** Whether the list has been read once. */
    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
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
        changes.readTrash();
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
            changes.failed(problem);
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
                    models -> comparison.update(seen.run(), curves, models), changes::failed);
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
        }, changes::failed);
    }

    /** Ends the waiting. */
    public void close() {
        stopWaiting.run();
    }
}
