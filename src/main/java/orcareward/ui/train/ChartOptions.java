package orcareward.ui.train;

import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import orcareward.ui.chart.ChartGroup;
import orcareward.ui.chart.ReadOut;
import orcareward.ui.chart.XAxis;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** How the curves are shown: by step, epoch or time; smoothed; on a logarithmic scale; and what lies under the crosshair. */
final class ChartOptions extends HBox {
    ChartOptions(ChartGroup group, Node... more) {
        super(16);
        setAlignment(Pos.CENTER_LEFT);
        ToggleButton log = new ToggleButton(Texts.get("train.log"));
        log.selectedProperty().bindBidirectional(group.logScaleProperty());
        log.setTooltip(new Tooltip(Texts.get("train.log.tooltip")));
        log.setMinWidth(USE_PREF_SIZE);
        Button all = new Button(Texts.get("train.zoomout"));
        all.setOnAction(event -> group.resetZoom());
        all.disableProperty().bind(group.zoomProperty().isNull());
        all.setTooltip(new Tooltip(Texts.get("train.zoomout.tooltip")));
        all.setMinWidth(USE_PREF_SIZE);
        Label readOut = new Label();
        readOut.getStyleClass().add("caption");
        readOut.setId("train-readout");
        group.readOutProperty().subscribe(found -> readOut.setText(found == null ? "" : text(found)));
        HBox.setHgrow(readOut, Priority.ALWAYS);
        readOut.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(axis(group), smoothing(group), log, all, readOut);
        getChildren().addAll(more);
    }

    private static String text(ReadOut found) {
        String where = Texts.format("train.readout", Formats.count(found.step()),
                String.format(Locale.ROOT, "%.2f", found.epoch()), Formats.seconds(found.seconds()));
        return where + found.values().stream().map(value -> "   " + value.metric() + " " + value.text())
                .collect(Collectors.joining());
    }

    private static HBox axis(ChartGroup group) {
        ToggleGroup toggles = new ToggleGroup();
        HBox buttons = new HBox();
        for (XAxis axis : XAxis.values()) {
            ToggleButton button = new ToggleButton(Texts.get(switch (axis) {
                case STEP -> "train.axis.step";
                case EPOCH -> "train.axis.epoch";
                case TIME -> "train.axis.time";
            }));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(toggles);
            button.setUserData(axis);
            button.getStyleClass().add(switch (axis) {
                case STEP -> "left-pill";
                case EPOCH -> "center-pill";
                case TIME -> "right-pill";
            });
            group.xAxisProperty().subscribe(now -> button.setSelected(now == axis));
            buttons.getChildren().add(button);
        }
        toggles.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            } else if (now != null) {
                group.xAxisProperty().set((XAxis) now.getUserData());
            }
        });
        return buttons;
    }

    private static HBox smoothing(ChartGroup group) {
        Slider slider = new Slider(0, ChartGroup.MOST_SMOOTHING, group.smoothingProperty().get());
        slider.valueProperty().bindBidirectional(group.smoothingProperty());
        slider.setBlockIncrement(0.05);
        slider.setPrefWidth(120);
        slider.setMinWidth(80);
        slider.setAccessibleText(Texts.get("train.smoothing"));
        Label value = new Label();
        value.setMinWidth(40);
        group.smoothingProperty().subscribe(
                now -> value.setText(String.format(Locale.ROOT, "%.3f", now.doubleValue())));
        Label word = new Label(Texts.get("train.smoothing"));
        word.setMinWidth(USE_PREF_SIZE);
        word.setLabelFor(slider);
        HBox box = new HBox(8, word, slider, value);
        box.setAlignment(Pos.CENTER_LEFT);
        Tooltip.install(box, new Tooltip(Texts.get("train.smoothing.tooltip")));
        return box;
    }
}
