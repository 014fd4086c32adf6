package orcareward.ui.runs;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import orcareward.event.RunEntry;
import orcareward.ui.chart.Sparkline;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** All runs as a table; the name can be edited in place. */
final class RunsTable extends TableView<RunRow> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private final TableColumn<RunRow, RunRow> name;

    RunsTable(RunsViewModel model, ZoneId zone) {
        setId("runs-table");
        setAccessibleText(Texts.get("runs.table"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        setEditable(true);
        SortedList<RunRow> sorted = new SortedList<>(model.found());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        name = column(Texts.get("runs.name"), 168, Comparator.comparing((RunRow row) -> row.run().name()));
        name.setCellFactory(ignored -> new NameCell(model));
        name.setEditable(true);
        TableColumn<RunRow, RunRow> state = column(Texts.get("runs.state"), 136,
                Comparator.comparing((RunRow row) -> row.run().state()));
        state.setCellFactory(ignored -> new StateCell());
        TableColumn<RunRow, RunRow> loss = column(Texts.get("runs.loss.curve"), 112, null);
        loss.setCellFactory(ignored -> new LossCell());
        getColumns().add(name);
        getColumns().add(state);
        getColumns().add(text(Texts.get("runs.started"), 144, run -> TIME.format(run.started().atZone(zone)),
                Comparator.comparing(RunEntry::started)));
        getColumns().add(number(Texts.get("runs.duration"), 88, row -> row.seconds(model.clock().instant()),
                Formats::seconds));
        getColumns().add(text(Texts.get("runs.model"), 120, run -> lastName(run.model()),
                Comparator.comparing(RunEntry::model)));
        getColumns().add(text(Texts.get("runs.data"), 120, run -> lastName(run.data()),
                Comparator.comparing(RunEntry::data)));
        getColumns().add(text(Texts.get("runs.method"), 88, RunEntry::method,
                Comparator.comparing(RunEntry::method)));
        getColumns().add(number(Texts.get("runs.accuracy"), 80, RunRow::accuracy, Formats::percent));
        getColumns().add(number(Texts.get("runs.loss"), 72, RunRow::loss, Formats::loss));
        getColumns().add(loss);
    }

    /** Begins to edit a run's name. */
    void editName(RunRow row) {
        int index = getItems().indexOf(row);
        scrollTo(index);
        layout();
        edit(index, name);
    }

    /** {@code HuggingFaceTB/smollm2} is known by its last part; the whole is in the details. */
    private static String lastName(String path) {
        Path last = path.isEmpty() ? null : Path.of(path).getFileName();
        return last == null ? path : last.toString();
    }

    private static TableColumn<RunRow, RunRow> column(String title, double width,
            @Nullable Comparator<RunRow> order) {
        TableColumn<RunRow, RunRow> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(width);
        column.setEditable(false);
        column.setSortable(order != null);
        if (order != null) {
            column.setComparator(order);
        }
        return column;
    }

    private static TableColumn<RunRow, RunRow> text(String title, double width, Function<RunEntry, String> words,
            Comparator<RunEntry> order) {
        TableColumn<RunRow, RunRow> column = column(title, width, Comparator.comparing(RunRow::run, order));
        column.setCellFactory(ignored -> new WordsCell(row -> words.apply(row.run())));
        return column;
    }

    private static TableColumn<RunRow, RunRow> number(String title, double width, ToDoubleFunction<RunRow> value,
            Function<Double, String> format) {
        TableColumn<RunRow, RunRow> column = column(title, width, Comparator.comparingDouble(value));
        column.getStyleClass().add("number-column");
        column.setCellFactory(ignored -> new WordsCell(row -> format.apply(value.applyAsDouble(row))));
        return column;
    }

    private static final class WordsCell extends TableCell<RunRow, RunRow> {
        private final Function<RunRow, String> words;

        WordsCell(Function<RunRow, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable RunRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(row == null || empty ? null : words.apply(row));
        }
    }

    private static final class StateCell extends TableCell<RunRow, RunRow> {
        private final StateMark mark = new StateMark();

        @Override
        protected void updateItem(@Nullable RunRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(row == null || empty ? null : mark);
            if (row != null) {
                mark.show(row.run());
                setTooltip(new Tooltip(Texts.format("runs.state.tooltip", StateMark.words(row.run()),
                        Formats.count(row.run().step()), Formats.count(row.run().totalSteps()), row.run().host())));
            }
        }
    }

    private static final class LossCell extends TableCell<RunRow, RunRow> {
        private final Sparkline line = new Sparkline();

        @Override
        protected void updateItem(@Nullable RunRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(row == null || empty ? null : line);
            if (row != null) {
                line.show(row.seenProperty().get().loss());
            }
        }
    }
}
