package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Texts;

/** The baselines: three that are switched on and off, other models that are added and taken away. */
final class BaselineChips extends HBox {
    private final SetupViewModel setup;
    private final FileDialogs dialogs;
    private final List<Node> rules;
    private final MenuButton add = new MenuButton("+");

    BaselineChips(SetupViewModel setup, FileDialogs dialogs) {
        super(4);
        this.setup = setup;
        this.dialogs = dialogs;
        setAlignment(Pos.CENTER_LEFT);
        rules = List.of(
                chip(Texts.get("evaluate.baseline.untrained"), Texts.get("evaluate.baseline.untrained.tip"),
                        setup.untrainedProperty()),
                chip(Texts.get("evaluate.baseline.longer"), Texts.get("evaluate.baseline.longer.tip"),
                        setup.longerProperty()),
                chip(Texts.get("evaluate.baseline.shorter"), Texts.get("evaluate.baseline.shorter.tip"),
                        setup.shorterProperty()));
        add.setId("evaluate-add-baseline");
        add.setTooltip(new Tooltip(Texts.get("evaluate.baseline.add")));
        add.setAccessibleText(Texts.get("evaluate.baseline.add"));
        add.setOnShowing(event -> fillMenu());
        add.getItems().add(new MenuItem()); // a menu without items doesn't open
        setup.others().addListener((ListChangeListener<ModelChoice>) change -> arrange());
        arrange();
    }

    private void arrange() {
        List<Node> all = new ArrayList<>(rules);
        for (ModelChoice other : setup.others()) {
            Button chip = new Button(other.name() + "  \u00d7");
            chip.setMnemonicParsing(false); // names of runs may have underscores
            chip.getStyleClass().add("chip");
            chip.setTooltip(new Tooltip(Texts.format("evaluate.baseline.remove", other.folder())));
            chip.setOnAction(event -> setup.others().remove(other));
            all.add(chip);
        }
        all.add(add);
        getChildren().setAll(all);
    }

    private static ToggleButton chip(String word, String tip, BooleanProperty on) {
        ToggleButton chip = new ToggleButton(word);
        chip.getStyleClass().add("chip");
        chip.setTooltip(new Tooltip(tip));
        chip.selectedProperty().bindBidirectional(on);
        return chip;
    }

    private void fillMenu() {
        List<MenuItem> items = new ArrayList<>();
        for (ModelChoice choice : setup.models()) {
            if (!setup.others().contains(choice) && !choice.equals(setup.modelProperty().get())) {
                MenuItem item = new MenuItem(choice.name());
                item.setMnemonicParsing(false);
                item.setOnAction(event -> setup.addBaseline(choice.folder()));
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        MenuItem browse = new MenuItem(Texts.get("evaluate.baseline.browse"));
        browse.setOnAction(event -> dialogs.folder(Texts.get("evaluate.baseline.browse"), null)
                .ifPresent(setup::addBaseline));
        items.add(browse);
        add.getItems().setAll(items);
    }
}
