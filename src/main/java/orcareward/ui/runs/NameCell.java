package orcareward.ui.runs;

import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** A run's name; while it is edited a field, whose text counts with Enter or when the focus goes elsewhere. */
final class NameCell extends TableCell<RunRow, RunsReader.Seen> {
    private final RunsViewModel model;
    private final TextField field = new TextField();
    private @Nullable RunRow edited;

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
        RunRow row = edited; // the list moves on meanwhile, and this cell may be another row's by now
        String name = field.getText().strip();
        cancelEdit();
        if (row != null && !name.equals(row.run().name())) {
            model.changes().rename(row, name);
        }
    }

    @Override
    public void startEdit() {
        super.startEdit();
        RunsReader.Seen seen = getItem();
        if (isEditing() && seen != null) {
            edited = getTableRow().getItem();
            field.setText(seen.run().name());
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
    protected void updateItem(RunsReader.@Nullable Seen seen, boolean empty) {
        super.updateItem(seen, empty);
        if (!isEditing()) {
            show(empty ? null : seen);
        }
    }

    private void show(RunsReader.@Nullable Seen seen) {
        setGraphic(null);
        setText(seen == null ? null : seen.run().name());
    }
}
