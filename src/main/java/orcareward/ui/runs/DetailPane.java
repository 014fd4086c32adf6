package orcareward.ui.runs;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.ui.chart.Metric;
import orcareward.ui.chart.MetricChart;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.Texts;

/** Below the table: curves at the left; at the right one run's facts, or the settings in which several differ. */
final class DetailPane extends StackPane {
    private final ComparisonModel comparison;
    private final VBox right = new VBox(8);
    private final RunFacts facts = new RunFacts();
    private final ScrollPane factsScroll = new ScrollPane(facts);
    private final SplitPane halves;
    private final EmptyState hint = new EmptyState(Texts.get("runs.hint.title"), Texts.get("runs.hint.text"));

    DetailPane(ComparisonModel comparison) {
        this.comparison = comparison;
        right.getStyleClass().add("runs-side");
        halves = new SplitPane(charts(), right);
        halves.setDividerPositions(0.64);
        factsScroll.setFitToWidth(true);
        setMinHeight(0);
        getChildren().addAll(hint, halves);
        comparison.details().subscribe(this::update);
        update();
    }

    /** Two by two, which share the height that there is. */
    private GridPane charts() {
        GridPane grid = new GridPane(16, 8);
        grid.getStyleClass().add("runs-charts");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(50);
            RowConstraints row = new RowConstraints();
            row.setPercentHeight(50);
            row.setVgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
            grid.getRowConstraints().add(row);
        }
        List<Metric> metrics = comparison.charts().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            MetricChart chart = new MetricChart(comparison.charts(), metrics.get(i));
            chart.setMinHeight(0);
            grid.add(chart, i % 2, i / 2);
        }
        return grid;
    }

    private void update() {
        List<RunDetail> details = List.copyOf(comparison.details());
        hint.setVisible(details.isEmpty());
        halves.setVisible(!details.isEmpty());
        if (details.size() == 1) {
            facts.show(details.getFirst());
            fill(details.getFirst().run().name(), factsScroll);
        } else if (details.size() > 1) {
            fill(Texts.get("runs.differences"), new DifferencesTable(details, comparison.differences()));
        } else {
            right.getChildren().clear();
        }
    }

    private void fill(String title, Node content) {
        Label heading = new Label(title);
        heading.getStyleClass().add("heading");
        VBox.setVgrow(content, Priority.ALWAYS);
        right.getChildren().setAll(heading, content);
    }
}
