package orcareward.ui.train;

import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.ui.chart.MetricChart;

/** Two large charts, loss and accuracy, over six small ones. */
final class ChartsGrid extends VBox {
    private final List<MetricChart> large;
    private final List<MetricChart> small;

    ChartsGrid(RunCharts run) {
        super(16);
        large = List.of(new MetricChart(run.group(), run.loss()), new MetricChart(run.group(), run.accuracy()));
        small = List.of(run.margin(), run.rewards(), run.rate(), run.gradNorm(), run.speed(), run.memory()).stream()
                .map(metric -> new MetricChart(run.group(), metric)).toList();
        small.forEach(chart -> chart.compactProperty().set(true));
        HBox top = row(large);
        top.setMinHeight(200);
        HBox bottom = row(small);
        bottom.setMinHeight(128);
        bottom.setPrefHeight(144);
        setVgrow(top, Priority.ALWAYS);
        getChildren().addAll(top, bottom);
    }

    /** All of them, in reading order. */
    List<MetricChart> charts() {
        return java.util.stream.Stream.concat(large.stream(), small.stream()).toList();
    }

    private static HBox row(List<MetricChart> charts) {
        HBox row = new HBox(16);
        row.getChildren().addAll(charts);
        charts.forEach(chart -> {
            HBox.setHgrow(chart, Priority.ALWAYS);
            chart.setPrefWidth(100); // equal shares of the width
            chart.setMinWidth(100);
        });
        return row;
    }
}
