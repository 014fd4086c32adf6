package orcareward.ui.train;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.event.TrainingEvent.Severity;
import orcareward.ui.fx.Texts;

/** What a person should know about the run, the newest first, until it is closed. */
final class AlertList extends VBox {
    private static final int MOST_SHOWN = 3;

    private final ShownRun model;

    AlertList(ShownRun model) {
        super(8);
        this.model = model;
        setId("train-alerts");
        model.alerts().addListener((ListChangeListener<Alert>) change -> rebuild());
        rebuild();
    }

    private void rebuild() {
        getChildren().clear();
        var alerts = model.alerts().reversed();
        alerts.stream().limit(MOST_SHOWN).forEach(alert -> getChildren().add(row(alert)));
        if (alerts.size() > MOST_SHOWN) {
            Label more = new Label(Texts.format("train.alerts.more", alerts.size() - MOST_SHOWN));
            more.getStyleClass().add("caption");
            getChildren().add(more);
        }
        setVisible(!alerts.isEmpty());
        setManaged(!alerts.isEmpty());
    }

    private HBox row(Alert alert) {
        boolean error = alert.severity() == Severity.ERROR;
        Label kind = new Label(Texts.get(error ? "train.alert.error" : "train.alert.warning"));
        kind.getStyleClass().add("alert-kind");
        kind.setMinWidth(USE_PREF_SIZE);
        Label text = new Label(alert.message());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = new Button(Texts.get("problem.copy"));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.getStyleClass().addAll("flat", "small");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(alert.message());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Button close = new Button("\u00d7");
        close.getStyleClass().addAll("flat", "small");
        close.setAccessibleText(Texts.get("train.alert.close"));
        close.setTooltip(new Tooltip(Texts.get("train.alert.close")));
        close.setOnAction(event -> model.close(alert));
        HBox row = new HBox(16, kind, text, copy, close);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("alert", error ? "alert-error" : "alert-warning");
        return row;
    }
}
