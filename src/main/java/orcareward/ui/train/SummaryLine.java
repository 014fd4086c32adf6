package orcareward.ui.train;

import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import orcareward.event.TrainingEvent.RunSummary;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the finished model reaches on the held-out pairs; nothing before that. */
final class SummaryLine extends HBox {
    SummaryLine(ShownRun model) {
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("card", "summary");
        setId("train-summary");
        model.summaryProperty().subscribe(this::show);
    }

    private void show(@Nullable RunSummary summary) {
        getChildren().clear();
        Map<?, ?> model = summary == null ? Map.of() : map(summary.evaluation(), "model");
        boolean some = !model.isEmpty();
        setVisible(some);
        setManaged(some);
        if (summary == null || !some) {
            return;
        }
        Map<?, ?> untrained = map(summary.evaluation(), "untrained head");
        getChildren().addAll(
                figure(Texts.get("train.summary.accuracy"), Formats.percent(number(model, "accuracy")),
                        Texts.format("train.summary.interval", Formats.percent(number(model, "accuracy_lower")),
                                Formats.percent(number(model, "accuracy_upper")),
                                Formats.percent(number(untrained, "accuracy")))),
                figure(Texts.get("train.summary.logloss"), Formats.loss(number(model, "log_loss")),
                        Texts.format("train.summary.untrained", Formats.loss(number(untrained, "log_loss")))),
                figure(Texts.get("train.summary.margin"), Formats.reward(number(map(model, "margin"), "median")),
                        Texts.format("train.summary.pairs",
                                Formats.count((long) number(model, "pairs")))));
    }

    private static VBox figure(String title, String value, String beside) {
        Label head = new Label(title);
        head.getStyleClass().add("caption");
        Label figure = new Label(value);
        figure.getStyleClass().add("figure");
        Label under = new Label(beside);
        under.getStyleClass().add("caption");
        return new VBox(head, figure, under);
    }

    private static Map<?, ?> map(Map<?, ?> values, String name) {
        return values.get(name) instanceof Map<?, ?> found ? found : Map.of();
    }

    private static double number(Map<?, ?> values, String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
