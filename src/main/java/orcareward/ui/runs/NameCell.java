package orcareward.ui.runs;

import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** A run's name; while it is edited a field, whose text counts with Enter or when the focus goes elsewhere. */
final class NameCell extends TableCell<RunRow, RunRow> {
    private final RunsViewModel model;
    private final TextField field = new TextField();

    NameCell(RunsViewModel model) {
        this.model = model;
        field.setId("runs-name");
        field.setAccessibleText(Texts.get("runs.name"));
        field.setOnAction(event -> take());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancelEdit();
                event.consume();
            }
        });
        field.focusedProperty().subscribe((before, now) -> {
            if (before && !now && isEditing()) {
                take();
            }
        });
    }

    private void take() {
        RunRow row = getItem();
        String name = field.getText().strip();
        cancelEdit();
        if (row != null && !name.equals(row.run().name())) {
            model.rename(row, name);
        }
    }

    @Override
    public void startEdit() {
        super.startEdit();
        RunRow row = getItem();
        if (isEditing() && row != null) {
            field.setText(row.run().name());
            setText(null);
            setGraphic(field);
            field.selectAll();
            field.requestFocus();
        }
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        show(getItem());
    }

    @Override
    protected void updateItem(@Nullable RunRow row, boolean empty) {
        super.updateItem(row, empty);
        if (!isEditing()) {
            show(empty ? null : row);
        }
    }

    private void show(@Nullable RunRow row) {
        setGraphic(null);
        setText(row == null ? null : row.run().name());
    }
}
