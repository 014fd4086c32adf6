package orcareward.ui.runs;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import orcareward.recipe.SettingDifference;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Settings that differ among the chosen runs, a column for each run. */
final class DifferencesTable extends TableView<SettingDifference> {
    DifferencesTable(List<RunDetail> details, List<SettingDifference> differences) {
        setId("runs-differences");
        setAccessibleText(Texts.get("runs.differences"));
        boolean known = details.stream().allMatch(detail -> detail.settings() != null);
        Label none = new Label(Texts.get(known ? "runs.differences.none" : "runs.differences.unknown"));
        none.setWrapText(true);
        setPlaceholder(none);
        TableColumn<SettingDifference, String> key = new TableColumn<>(Texts.get("runs.differences.setting"));
        key.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().key()));
        key.setPrefWidth(176);
        getColumns().add(key);
        for (int i = 0; i < details.size(); i++) {
            int run = i;
            TableColumn<SettingDifference, String> column = new TableColumn<>(details.get(i).run().name());
            column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().values().get(run)));
            column.setPrefWidth(120);
            getColumns().add(column);
        }
        if (details.size() <= 3) {
            setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        }
        getColumns().forEach(column -> column.setReorderable(false));
        setRowFactory(table -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable SettingDifference difference, boolean empty) {
                super.updateItem(difference, empty);
                setTooltip(difference == null || empty ? null : new Tooltip(difference.help()));
            }
        });
        getItems().setAll(differences);
    }
}
