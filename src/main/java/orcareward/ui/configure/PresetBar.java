package orcareward.ui.configure;

import atlantafx.base.controls.CustomTextField;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import orcareward.ui.fx.Texts;

/** Which preset and file, whether they are saved, how many settings differ, and the search among them. */
final class PresetBar extends HBox {
    private final SettingsModel settings;
    private final SettingsFile file;

    /** {@code recent} gives the files that were open before, the newest first. */
    PresetBar(ConfigureViewModel model, Supplier<List<Path>> recent, StringProperty search) {
        super(8);
        this.settings = model.settings();
        this.file = model.file();
        setAlignment(Pos.CENTER_LEFT);
        Label preset = new Label(Texts.get("configure.preset"));
        PresetBox presets = new PresetBox(file);
        preset.setLabelFor(presets);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(preset, presets, open(recent),
                button(Texts.get("configure.save"), "save", Texts.get("configure.save.tooltip"), file::save),
                button(Texts.get("configure.saveas"), "save-as", Texts.get("configure.saveas.title"), file::saveAs),
                state(), space, changes(), search(search));
    }

    private SplitMenuButton open(Supplier<List<Path>> recent) {
        SplitMenuButton open = new SplitMenuButton();
        open.setId("open");
        open.setText(Texts.get("configure.open"));
        open.setTooltip(new Tooltip(Texts.get("configure.open.tooltip")));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(event -> file.askToOpen());
        open.setOnShowing(event -> {
            open.getItems().setAll(recent.get().stream().map(this::recent).toList());
            if (open.getItems().isEmpty()) {
                MenuItem none = new MenuItem(Texts.get("configure.open.norecent"));
                none.setDisable(true);
                open.getItems().add(none);
            }
        });
        return open;
    }

    private MenuItem recent(Path path) {
        MenuItem item = new MenuItem(path.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> file.open(path));
        return item;
    }

    private static Button button(String text, String id, String tooltip, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(tooltip));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Label state() {
        Label state = new Label();
        state.getStyleClass().add("caption");
        state.setMinWidth(0);
        Runnable show = () -> {
            Path open = file.pathProperty().get();
            String name = open == null ? "" : String.valueOf(open.getFileName());
            boolean dirty = file.dirtyProperty().get();
            state.setText(name.isEmpty()
                    ? dirty ? Texts.get("configure.unsaved") : ""
                    : dirty ? Texts.format("configure.file.unsaved", name) : name);
            state.setTooltip(open == null ? null : new Tooltip(open.toString()));
        };
        file.pathProperty().subscribe(now -> show.run());
        file.dirtyProperty().subscribe(now -> show.run());
        return state;
    }

    private Hyperlink changes() {
        Hyperlink all = new Hyperlink();
        all.setId("reset-all");
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setTooltip(new Tooltip(Texts.get("configure.resetall.tooltip")));
        all.setOnAction(event -> settings.resetAll());
        settings.changesProperty().subscribe(count -> {
            all.setText(count.intValue() == 1
                    ? Texts.get("configure.resetall.one")
                    : Texts.format("configure.resetall", count.intValue()));
            all.setVisible(count.intValue() > 0);
            all.setManaged(count.intValue() > 0);
            all.setVisited(false);
        });
        return all;
    }

    private static TextField search(StringProperty search) {
        CustomTextField box = new CustomTextField();
        box.setId("search");
        box.setPromptText(Texts.get("configure.search"));
        box.setAccessibleText(Texts.get("configure.search"));
        box.setTooltip(new Tooltip(Texts.get("configure.search.tooltip")));
        box.setPrefWidth(184);
        box.setMinWidth(136);
        box.textProperty().bindBidirectional(search);
        return box;
    }
}
