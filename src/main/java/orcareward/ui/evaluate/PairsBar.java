package orcareward.ui.evaluate;

import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import orcareward.ui.evaluate.PairQuery.Length;
import orcareward.ui.evaluate.PairQuery.Show;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.Texts;

/** Above the table: which pairs, a search, and the export. */
final class PairsBar extends HBox {
    private final TextField search = new TextField();

    PairsBar(EvaluateViewModel model, FileDialogs dialogs, Navigator navigator) {
        super(8);
        getStyleClass().add("evaluate-pairs-bar");
        setAlignment(Pos.CENTER_LEFT);
        PairsViewModel pairs = model.pairs();
        search.setId("evaluate-search");
        search.setPromptText(Texts.get("evaluate.search"));
        search.setTooltip(new Tooltip(Texts.get("evaluate.search.tip")));
        search.setPrefWidth(160);
        search.textProperty().bindBidirectional(pairs.searchProperty());
        Label count = new Label();
        count.getStyleClass().add("caption");
        count.textProperty().bind(pairs.countProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(shows(pairs), rivals(pairs), lengths(pairs), search, count, space,
                new ExportMenu(model, dialogs, navigator));
    }

    /** Puts the cursor into the search field. */
    void search() {
        search.requestFocus();
        search.selectAll();
    }

    private static HBox shows(PairsViewModel pairs) {
        HBox buttons = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (Show show : Show.values()) {
            ToggleButton button = new ToggleButton(word(show));
            button.setId("evaluate-show-" + show.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(tip(show)));
            button.setToggleGroup(group);
            button.setUserData(show);
            button.getStyleClass().add(show == Show.ALL
                    ? "left-pill"
                    : show == Show.FLIPS ? "right-pill" : "center-pill");
            button.setSelected(pairs.showProperty().get() == show);
            buttons.getChildren().add(button);
        }
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before); // one is always on
            } else {
                pairs.showProperty().set((Show) now.getUserData());
            }
        });
        return buttons;
    }

    private static String word(Show show) {
        return switch (show) {
            case ALL -> Texts.get("evaluate.show.all");
            case WRONG -> Texts.get("evaluate.show.wrong");
            case CLOSEST -> Texts.get("evaluate.show.closest");
            case SUREST_MISTAKES -> Texts.get("evaluate.show.mistakes");
            case FLIPS -> Texts.get("evaluate.show.flips");
        };
    }

    private static String tip(Show show) {
        return switch (show) {
            case ALL -> Texts.get("evaluate.show.all.tip");
            case WRONG -> Texts.get("evaluate.show.wrong.tip");
            case CLOSEST -> Texts.get("evaluate.show.closest.tip");
            case SUREST_MISTAKES -> Texts.get("evaluate.show.mistakes.tip");
            case FLIPS -> Texts.get("evaluate.show.flips.tip");
        };
    }

    /** Which baseline the flips are against; only there when flips are shown. */
    private static ComboBox<String> rivals(PairsViewModel pairs) {
        ComboBox<String> box = new ComboBox<>(pairs.rivals());
        box.setId("evaluate-rival");
        box.valueProperty().bindBidirectional(pairs.rivalProperty());
        box.setTooltip(new Tooltip(Texts.get("evaluate.rival.tip")));
        box.setAccessibleText(Texts.get("evaluate.rival.tip"));
        box.setPlaceholder(new Label(Texts.get("evaluate.rival.none")));
        box.setPrefWidth(136);
        box.visibleProperty().bind(pairs.showProperty().isEqualTo(Show.FLIPS));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private static ComboBox<Length> lengths(PairsViewModel pairs) {
        ComboBox<Length> box = new ComboBox<>();
        box.getItems().setAll(Length.values());
        box.setId("evaluate-length");
        box.valueProperty().bindBidirectional(pairs.lengthProperty());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Length length) {
                return length == null ? "" : switch (length) {
                    case ANY -> Texts.get("evaluate.length.any");
                    case CHOSEN_LONGER -> Texts.get("evaluate.length.longer");
                    case CHOSEN_SHORTER -> Texts.get("evaluate.length.shorter");
                    case EQUAL -> Texts.get("evaluate.length.equal");
                };
            }

            @Override
            public Length fromString(String text) {
                throw new IllegalStateException("the box can't be typed into");
            }
        });
        box.setTooltip(new Tooltip(Texts.get("evaluate.length.tip")));
        box.setAccessibleText(Texts.get("evaluate.length.tip"));
        box.setPrefWidth(136);
        return box;
    }
}
