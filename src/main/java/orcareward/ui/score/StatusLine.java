package orcareward.ui.score;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import orcareward.ui.fx.Texts;

/** What happens, or what is missing, in one line that always has its place. */
final class StatusLine extends HBox {
    private static final double SIZE = 16;

    StatusLine(ScoreViewModel model) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(SIZE + 4);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMinSize(SIZE, SIZE);
        turning.setPrefSize(SIZE, SIZE);
        turning.visibleProperty().bind(model.busyProperty());
        turning.managedProperty().bind(model.busyProperty());
        turning.setAccessibleText(Texts.get("score.status.scoring"));
        Label status = Controls.caption("");
        status.setId("score-status");
        status.textProperty().bind(model.statusProperty());
        getChildren().addAll(turning, status);
    }
}
