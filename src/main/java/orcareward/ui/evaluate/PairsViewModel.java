package orcareward.ui.evaluate;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.ui.evaluate.PairQuery.Length;
import orcareward.ui.evaluate.PairQuery.Show;
import orcareward.ui.evaluate.PairQuery.Sort;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The table of pairs: which are shown in what order, and which one is open. Pairs are numbers; no object stands for each. */
final class PairsViewModel {
    private static final int[] NONE = {};

    private final Background background;
    private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
    private final ObjectProperty<Length> length = new SimpleObjectProperty<>(Length.ANY);
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> rival = new SimpleObjectProperty<>();
    private final ObservableList<String> rivals = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ReadOnlyObjectWrapper<int[]> rows = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable OpenPair> open = new ReadOnlyObjectWrapper<>();
    private @Nullable Sort sort;
    private boolean ascending = true;
    private @Nullable Findings findings;
    private @Nullable Job query;
    private @Nullable Job reading;

    PairsViewModel(Background background) {
        this.background = background;
        show.subscribe(value -> ask());
        length.subscribe(value -> ask());
        search.subscribe(value -> ask());
        rival.subscribe(value -> ask());
        selected.subscribe(pair -> read());
    }

    /** Shows newer findings of the same evaluation, or the first of one. */
    void show(Findings found) {
        findings = found;
        List<String> ranking = found.rivals().stream().filter(Rival::ranksPairs).map(Rival::name).toList();
        if (!rivals.equals(ranking)) {
            rivals.setAll(ranking);
        }
        String chosen = rival.get();
        if (chosen == null || !ranking.contains(chosen)) {
            rival.set(ranking.isEmpty() ? null : ranking.getLast());
        }
        OpenPair shown = open.get();
        if (shown != null && !shown.verdicts().equals(OpenPair.verdicts(found, shown.pair()))) {
            read(); // a baseline has come to this pair
        }
        ask();
    }

    /** Forgets everything but how to show it. */
    void clear() {
        findings = null;
        selected.set(-1);
        ask();
    }

    /** Sorts by a column; null for the order that the selection brings along. */
    void sortBy(@Nullable Sort column, boolean upwards) {
        sort = column;
        ascending = upwards;
        ask();
    }

    /** Opens the pair that stands so many lines below the open one, or the first. */
    void move(int lines) {
        int[] shown = rows.get();
        if (shown.length > 0) {
            int at = indexOf(selected.get());
            selected.set(shown[at < 0 ? 0 : Math.clamp(at + (long) lines, 0, shown.length - 1)]);
        }
    }

    /** Where a pair stands in the table; -1 when it isn't shown. */
    int indexOf(int pair) {
        int[] shown = rows.get();
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] == pair) {
                return i;
            }
        }
        return -1;
    }

    /** Answers in the background; only the newest question counts. */
    private void ask() {
        if (query != null) {
            query.cancel();
            query = null;
        }
        Findings found = findings;
        if (found == null) {
            rows.set(NONE);
            count.set("");
            return;
        }
        PairQuery asked = new PairQuery(show.get(), length.get(), search.get(), rival.get(), sort, ascending);
        query = background.run(Texts.get("evaluate.job.filter"),
                progress -> PairSelection.of(found, asked, progress::isCancelled), this::answered, thrown -> {
                    // the log has it; the table stays as it was
                });
    }

    private void answered(int[] pairs) {
        rows.set(pairs);
        if (selected.get() < 0 && pairs.length > 0) {
            selected.set(pairs[0]); // an empty place beside a full table would only be waited for
        }
        Findings found = findings;
        int all = found == null ? 0 : found.scores().size();
        count.set(pairs.length == all
                ? Texts.format("evaluate.pairs.all", Formats.count(all))
                : Texts.format("evaluate.pairs.some", Formats.count(pairs.length), Formats.count(all)));
    }

    /** Reads the open pair's texts in the background. */
    private void read() {
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        Findings found = findings;
        int pair = selected.get();
        if (found == null || pair < 0) {
            open.set(null);
            return;
        }
        reading = background.run(Texts.get("evaluate.job.pair"), progress -> OpenPair.read(found, pair), open::set,
                thrown -> open.set(null));
    }

    ObjectProperty<Show> showProperty() {
        return show;
    }

    ObjectProperty<Length> lengthProperty() {
        return length;
    }

    StringProperty searchProperty() {
        return search;
    }

    /** The baseline that flips and the column beside the margin are about; null while there is none. */
    ObjectProperty<@Nullable String> rivalProperty() {
        return rival;
    }

    /** The baselines that rank single pairs. */
    ObservableList<String> rivals() {
        return rivals;
    }

    /** The open pair's number; -1 for none. */
    IntegerProperty selectedProperty() {
        return selected;
    }

    /** The pairs of the table, in order; not to be written to. */
    ReadOnlyObjectProperty<int[]> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** How many are shown, in words. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The open pair with its texts; null while none is open or they are being read for the first time. */
    ReadOnlyObjectProperty<@Nullable OpenPair> openProperty() {
        return open.getReadOnlyProperty();
    }

    /** What the table's cells read from. */
    @Nullable
    Findings findings() {
        return findings;
    }
}
