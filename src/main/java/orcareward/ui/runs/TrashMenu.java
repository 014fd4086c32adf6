package orcareward.ui.runs;

import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import orcareward.recipe.TrashedRun;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** The deleted runs: bring one back, or delete all for good. */
final class TrashMenu extends MenuButton {
    private final RunChanges changes;
    private final BooleanSupplier sure;

    /** {@code sure} asks before runs are lost. */
    TrashMenu(RunChanges changes, BooleanSupplier sure) {
        this.changes = changes;
        this.sure = sure;
        setId("runs-trash");
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(Texts.get("runs.trash.tooltip")));
        changes.trash().addListener((ListChangeListener<TrashedRun>) change -> fill());
        fill();
    }

    private void fill() {
        setText(Texts.format("runs.trash", Formats.count(changes.trash().size())));
        setDisable(changes.trash().isEmpty());
        getItems().clear();
        for (TrashedRun trashed : changes.trash()) {
            MenuItem restore = new MenuItem(Texts.format("runs.trash.restore", trashed.run().name(),
                    Formats.memory(trashed.bytes())));
            restore.setOnAction(event -> changes.restore(trashed));
            restore.setMnemonicParsing(false);
            getItems().add(restore);
        }
        MenuItem empty = new MenuItem(Texts.format("runs.trash.empty",
                Formats.memory(changes.trash().stream().mapToLong(TrashedRun::bytes).sum())));
        empty.setOnAction(event -> {
            if (sure.getAsBoolean()) {
                changes.emptyTrash();
            }
        });
        getItems().addAll(new SeparatorMenuItem(), empty);
    }
}
