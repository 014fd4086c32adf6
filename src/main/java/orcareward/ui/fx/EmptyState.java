package orcareward.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** An empty place: what belongs here, and the buttons that fill it. */
public final class EmptyState extends VBox {
    /** A title, a sentence, and any number of buttons, the first of which is the usual one. */
    public EmptyState(String title, String sentence, Button... actions) {
        super(8);
        setAlignment(Pos.CENTER);
        getStyleClass().add("empty-state");
        Label head = new Label(title);
        head.getStyleClass().add("empty-title");
        Label text = new Label(sentence);
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        getChildren().addAll(head, text);
        if (actions.length > 0) {
            actions[0].getStyleClass().add("accent");
            HBox row = new HBox(8, (Node[]) actions);
            row.setAlignment(Pos.CENTER);
            row.getStyleClass().add("empty-actions");
            getChildren().add(row);
        }
    }
}
