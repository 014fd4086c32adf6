package orcareward.ui.configure;

import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import orcareward.recipe.PreviewRows;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** The first rows of the data, a line each. */
final class RowsTable extends TableView<PreviewRows.Row> {
    /** A cell shows its beginning; all of it is in "what the model sees". */
    private static final int SHOWN = 300;

    /** {@code onRow} hears which row a person wants to see whole. */
    RowsTable(IntConsumer onRow) {
        setId("rows");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(new Label(Texts.get("configure.rows.empty")));
        setAccessibleText(Texts.get("configure.rows"));
        setFixedCellSize(32);
        TableColumn<PreviewRows.Row, String> number = column("#", row -> Formats.count(row.index() + 1));
        number.setMinWidth(48);
        number.setMaxWidth(72);
        getColumns().add(number);
        getColumns().add(column(Texts.get("configure.rows.prompt"), PreviewRows.Row::prompt));
        getColumns().add(column(Texts.get("configure.rows.chosen"), PreviewRows.Row::chosen));
        getColumns().add(column(Texts.get("configure.rows.rejected"), PreviewRows.Row::rejected));
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open(onRow);
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(onRow);
            }
        });
    }

    private void open(IntConsumer onRow) {
        PreviewRows.Row row = getSelectionModel().getSelectedItem();
        if (row != null) {
            onRow.accept((int) row.index());
        }
    }

    private static TableColumn<PreviewRows.Row, String> column(String title, Function<PreviewRows.Row, String> text) {
        TableColumn<PreviewRows.Row, String> column = new TableColumn<>(title);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(oneLine(text.apply(cell.getValue()))));
        return column;
    }

    private static String oneLine(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())).strip().replaceAll("\\s+", " ");
    }

    void show(PreviewRows rows) {
        getItems().setAll(rows.rows());
        boolean margins = rows.roles().containsKey("margin");
        boolean shown = getColumns().size() > 4;
        if (margins && !shown) {
            getColumns().add(column(Texts.get("configure.rows.margin"),
                    row -> row.margin() == null ? "" : Formats.reward(row.margin())));
        } else if (!margins && shown) {
            getColumns().removeLast();
        }
    }
}
