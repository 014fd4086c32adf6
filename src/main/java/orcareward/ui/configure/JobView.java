package orcareward.ui.configure;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;

/** Work that goes on: what it does, how far it is, and the way to end it. */
final class JobView extends HBox {
    JobView(Job job) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(job.title());
        bar.progressProperty().bind(job.progressProperty());
        Label message = new Label();
        message.getStyleClass().add("caption");
        message.setMinWidth(0);
        message.textProperty().bind(job.messageProperty().map(now -> now.isEmpty() ? job.title() : now));
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        Button cancel = new Button(Texts.get("configure.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> job.cancel());
        cancel.disableProperty().bind(job.cancellingProperty());
        getChildren().addAll(bar, message, cancel);
    }
}
