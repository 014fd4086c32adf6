package orcareward.ui.evaluate;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The figures, each beside those of the baselines. */
final class CardsRow extends HBox {
    /** Lines below a figure; more stand in the tooltip. */
    private static final int LINES = 3;
    private static final int NARROW = 132;
    private static final int WIDE = 200;

    CardsRow(EvaluateViewModel model) {
        super(8);
        getStyleClass().add("evaluate-cards");
        model.findingsProperty().subscribe(this::show);
    }

    private void show(@Nullable Findings findings) {
        List<Card> cards = findings == null ? List.of() : Card.of(findings);
        getChildren().setAll(cards.stream().map(CardsRow::card).toList());
    }

    private static VBox card(Card card) {
        Label title = new Label(card.title());
        title.getStyleClass().add("caption");
        Label figure = new Label(card.figure());
        figure.getStyleClass().add("figure");
        Label note = caption(card.note());
        HBox first = new HBox(8, figure, note);
        first.setAlignment(Pos.BASELINE_LEFT);
        VBox box = new VBox(title, first);
        box.getStyleClass().add("evaluate-card");
        boolean all = card.lines().size() <= LINES;
        card.lines().stream().limit(all ? LINES : LINES - 1).forEach(line -> box.getChildren().add(caption(line)));
        if (!all) {
            box.getChildren().add(caption(Texts.format("evaluate.card.more", card.lines().size() - LINES + 1)));
        }
        Tooltip.install(box, new Tooltip(card.help() + "\n\n" + String.join("\n", card.lines())));
        box.setAccessibleText(
                card.title() + " " + card.figure() + " " + card.note() + ", " + String.join(", ", card.lines()));
        box.setMinWidth(0);
        box.setPrefWidth(card.wide() ? WIDE : NARROW);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Label caption(String line) {
        Label label = new Label(line);
        label.getStyleClass().add("caption");
        return label;
    }
}
