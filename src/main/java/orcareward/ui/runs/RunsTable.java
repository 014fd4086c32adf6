package orcareward.ui.runs;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.ui.chart.Sparkline;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import orcareward.ui.runs.RunsReader.Seen;
import org.jspecify.annotations.Nullable;

/** All runs as a table; the name can be edited in place. */
final class RunsTable extends TableView<RunRow> {
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** Room for a word, also when the window has been made smaller. */
    private static final double LEAST_NAME = 72;

    private final TableColumn<RunRow, Seen> name;

    RunsTable(RunsViewModel model, ZoneId zone) {
        setId("runs-table");
        setAccessibleText(Texts.get("runs.table"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        setEditable(true);
        SortedList<RunRow> sorted = new SortedList<>(model.found());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        name = column(Texts.get("runs.name"), 150, Comparator.comparing((Seen seen) -> seen.run().name()));
        name.setCellFactory(ignored -> new NameCell(model));
        name.setEditable(true);
        TableColumn<RunRow, Seen> state = column(Texts.get("runs.state"), 144,
                Comparator.comparing((Seen seen) -> seen.run().state()));
        state.setCellFactory(ignored -> new StateCell());
        TableColumn<RunRow, Seen> loss = column(Texts.get("runs.loss.curve"), 104, null);
        loss.setCellFactory(ignored -> new LossCell());
        getColumns().add(name);
        getColumns().add(state);
        getColumns().add(text(Texts.get("runs.started"), 112,
                run -> started(run.started().atZone(zone), model.clock().instant().atZone(zone)),
                Comparator.comparing(RunEntry::started)));
        getColumns().add(number(Texts.get("runs.duration"), 96, seen -> seen.duration(model.clock().instant()),
                Formats::seconds));
        getColumns().add(text(Texts.get("runs.model"), 112, run -> lastName(run.model()),
                Comparator.comparing(RunEntry::model)));
        getColumns().add(text(Texts.get("runs.data"), 112, run -> lastName(run.data()),
                Comparator.comparing(RunEntry::data)));
        getColumns().add(text(Texts.get("runs.method"), 88, RunEntry::method,
                Comparator.comparing(RunEntry::method)));
        getColumns().add(number(Texts.get("runs.accuracy"), 92, Seen::accuracy, Formats::percent));
        getColumns().add(number(Texts.get("runs.loss"), 72, Seen::finalLoss, Formats::loss));
        getColumns().add(loss);
        // What has a fixed length is never cut; names and paths give way.
        getColumns().stream().filter(column -> column != name && !column.getText().equals(Texts.get("runs.model"))
                && !column.getText().equals(Texts.get("runs.data")))
                .forEach(column -> column.setMinWidth(column.getPrefWidth()));
        getColumns().stream().filter(column -> column.getMinWidth() < LEAST_NAME)
                .forEach(column -> column.setMinWidth(column == name ? 2 * LEAST_NAME : LEAST_NAME));
    }

    /** Begins to edit a run's name. */
    void editName(RunRow row) {
        int index = getItems().indexOf(row);
        scrollTo(index);
        layout();
        edit(index, name);
    }

    private static String started(ZonedDateTime time, ZonedDateTime now) {
        return (time.getYear() == now.getYear() ? THIS_YEAR : EARLIER).format(time);
    }

    /** {@code HuggingFaceTB/smollm2} is known by its last part; the whole is in the details. */
    private static String lastName(String path) {
        Path last = path.isEmpty() ? null : Path.of(path).getFileName();
        return last == null ? path : last.toString();
    }

    private static TableColumn<RunRow, Seen> column(String title, double width,
            @Nullable Comparator<Seen> order) {
        TableColumn<RunRow, Seen> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> cell.getValue().seenProperty());
        column.setPrefWidth(width);
        column.setEditable(false);
        column.setSortable(order != null);
        if (order != null) {
            column.setComparator(order);
        }
        return column;
    }

    private static TableColumn<RunRow, Seen> text(String title, double width, Function<RunEntry, String> words,
            Comparator<RunEntry> order) {
        TableColumn<RunRow, Seen> column = column(title, width, Comparator.comparing(Seen::run, order));
        column.setCellFactory(ignored -> new WordsCell(seen -> words.apply(seen.run())));
        return column;
    }

    private static TableColumn<RunRow, Seen> number(String title, double width, ToDoubleFunction<Seen> value,
            Function<Double, String> format) {
        TableColumn<RunRow, Seen> column = column(title, width, Comparator.comparingDouble(value));
        column.getStyleClass().add("number-column");
        column.setCellFactory(ignored -> new WordsCell(seen -> format.apply(value.applyAsDouble(seen))));
        return column;
    }

    private static final class WordsCell extends TableCell<RunRow, Seen> {
        private final Function<Seen, String> words;

        WordsCell(Function<Seen, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setText(seen == null || empty ? null : words.apply(seen));
        }
    }

    private static final class StateCell extends TableCell<RunRow, Seen> {
        private final StateMark mark = new StateMark();

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setGraphic(seen == null || empty ? null : mark);
            if (seen != null) {
                mark.show(seen.run());
                setTooltip(new Tooltip(Texts.format(
                        seen.run().state() == RunState.VANISHED ? "runs.state.gone" : "runs.state.tooltip",
                        StateMark.words(seen.run()),
                        Formats.count(seen.run().step()), Formats.count(seen.run().totalSteps()), seen.run().host())));
            }
        }
    }

    private static final class LossCell extends TableCell<RunRow, Seen> {
        private final Sparkline line = new Sparkline();

        LossCell() {
            getStyleClass().add("loss-cell");
        }

        @Override
        protected void updateItem(@Nullable Seen seen, boolean empty) {
            super.updateItem(seen, empty);
            setGraphic(seen == null || empty ? null : line);
            if (seen != null) {
                line.show(seen.loss());
            }
        }
    }
}
