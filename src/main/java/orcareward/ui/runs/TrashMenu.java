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
    private final RunsViewModel model;
    private final BooleanSupplier sure;

    /** {@code sure} asks before runs are lost. */
    TrashMenu(RunsViewModel model, BooleanSupplier sure) {
        this.model = model;
        this.sure = sure;
        setId("runs-trash");
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(Texts.get("runs.trash.tooltip")));
        model.trash().addListener((ListChangeListener<TrashedRun>) change -> fill());
        fill();
    }

    private void fill() {
        setText(Texts.format("runs.trash", Formats.count(model.trash().size())));
        setDisable(model.trash().isEmpty());
        getItems().clear();
        for (TrashedRun trashed : model.trash()) {
            MenuItem restore = new MenuItem(Texts.format("runs.trash.restore", trashed.run().name(),
                    Formats.memory(trashed.bytes())));
            restore.setOnAction(event -> model.restore(trashed));
            restore.setMnemonicParsing(false);
            getItems().add(restore);
        }
        MenuItem empty = new MenuItem(Texts.format("runs.trash.empty",
                Formats.memory(model.trash().stream().mapToLong(TrashedRun::bytes).sum())));
        empty.setOnAction(event -> {
            if (sure.getAsBoolean()) {
                model.emptyTrash();
            }
        });
        getItems().addAll(new SeparatorMenuItem(), empty);
    }
}
