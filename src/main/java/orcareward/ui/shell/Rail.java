package orcareward.ui.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Texts;

/** The navigation at the left: one button a tab, a mark where something runs; collapses to icons. */
final class Rail extends VBox {
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.CONFIGURE);
    private final BooleanProperty collapsed = new SimpleBooleanProperty();
    private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);

    /** {@code busy} says of each tab whether something runs there. */
    Rail(Function<Place, ? extends ObservableBooleanValue> busy) {
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        for (Place each : Place.values()) {
            ToggleButton button = button(each, busy.apply(each));
            button.setToggleGroup(group);
            buttons.put(each, button);
            getChildren().add(button);
        }
        // One is always chosen: a click on the chosen one leaves it so.
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            } else if (now != null) {
                place.set((Place) now.getUserData());
            }
        });
        place.subscribe(now -> buttonOf(now).setSelected(true));
        Region space = new Region();
        setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, collapseButton());
        collapsed.subscribe(this::showWords);
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    BooleanProperty collapsedProperty() {
        return collapsed;
    }

    static String title(Place place) {
        return switch (place) {
            case CONFIGURE -> Texts.get("shell.configure");
            case TRAIN -> Texts.get("shell.train");
            case EVALUATE -> Texts.get("shell.evaluate");
            case SCORE -> Texts.get("shell.score");
            case RUNS -> Texts.get("shell.runs");
        };
    }

    private ToggleButton button(Place each, ObservableBooleanValue busy) {
        Region icon = new Region();
        icon.getStyleClass().addAll("icon", "icon-" + each.name().toLowerCase(java.util.Locale.ROOT));
        Label mark = new Label("\u2022");
        mark.getStyleClass().add("busy-mark");
        mark.visibleProperty().bind(busy);
        Label word = new Label(title(each));
        HBox.setHgrow(word, Priority.ALWAYS);
        word.setMaxWidth(Double.MAX_VALUE);
        HBox content = new HBox(12, icon, word, mark);
        content.setAlignment(Pos.CENTER_LEFT);
        word.visibleProperty().bind(collapsed.not());
        word.managedProperty().bind(collapsed.not());
        ToggleButton button = new ToggleButton(null, content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setId("rail-" + each.name().toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setUserData(each);
        button.setAccessibleText(title(each));
        button.setTooltip(new Tooltip(Texts.format("shell.tab.tooltip", title(each), each.ordinal() + 1)));
        button.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
                List<Place> all = List.of(Place.values());
                int next = each.ordinal() + (event.getCode() == KeyCode.DOWN ? 1 : -1);
                if (next >= 0 && next < all.size()) {
                    place.set(all.get(next));
                    buttonOf(all.get(next)).requestFocus();
                }
                event.consume();
            }
        });
        return button;
    }

    private ToggleButton buttonOf(Place each) {
        return Objects.requireNonNull(buttons.get(each), each::name);
    }

    private ToggleButton collapseButton() {
        Region icon = new Region();
        icon.getStyleClass().addAll("icon", "icon-collapse");
        ToggleButton button = new ToggleButton(null, icon);
        button.getStyleClass().add("rail-button");
        button.selectedProperty().bindBidirectional(collapsed);
        button.setAccessibleText(Texts.get("shell.collapse"));
        button.setTooltip(new Tooltip(Texts.get("shell.collapse")));
        return button;
    }

    private void showWords(boolean iconsAlone) {
        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("collapsed"), iconsAlone);
    }
}
