package orcareward.ui.evaluate;

import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import orcareward.recipe.PairScores;
import orcareward.ui.chart.ChartRegion;
import orcareward.ui.chart.Distribution;
import orcareward.ui.chart.HistogramChart;
import orcareward.ui.chart.Ink;
import orcareward.ui.chart.ReliabilityChart;
import orcareward.ui.chart.ScatterChart;
import orcareward.ui.chart.ValueFormat;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The pictures; a click into a scatter opens the pair. */
final class PicturesRow extends HBox {
    private final HistogramChart rewards = new HistogramChart(Texts.get("evaluate.chart.rewards"), ValueFormat.REWARD);
    private final HistogramChart margins = new HistogramChart(Texts.get("evaluate.chart.margins"), ValueFormat.REWARD);
    private final ScatterChart sides = new ScatterChart(Texts.get("evaluate.chart.sides"), ValueFormat.REWARD,
            ValueFormat.REWARD);
    private final ReliabilityChart reliability = new ReliabilityChart(Texts.get("evaluate.chart.reliability"));
    private final ScatterChart lengths = new ScatterChart(Texts.get("evaluate.chart.lengths"), ValueFormat.COUNT,
            ValueFormat.REWARD);

    PicturesRow(EvaluateViewModel model) {
        super(8);
        getStyleClass().add("evaluate-pictures");
        margins.zeroLineProperty().set(true);
        sides.diagonalProperty().set(true);
        sides.xLabelProperty().set(Texts.get("evaluate.chart.chosen"));
        sides.yLabelProperty().set(Texts.get("evaluate.chart.rejected"));
        lengths.zeroLineProperty().set(true);
        lengths.xLabelProperty().set(Texts.get("evaluate.chart.lengths.x"));
        lengths.yLabelProperty().set(Texts.get("evaluate.chart.lengths.y"));
        for (ScatterChart scatter : List.of(sides, lengths)) {
            scatter.setOnPick(model.pairs().selectedProperty()::set);
        }
        for (ChartRegion chart : List.of(rewards, margins, sides, reliability, lengths)) {
            chart.setPrefWidth(200);
            chart.setMinHeight(0);
            HBox.setHgrow(chart, Priority.ALWAYS);
            getChildren().add(chart);
        }
        model.findingsProperty().subscribe(found -> {
            show(found);
            select(model.pairs().selectedProperty().get()); // new points have none selected
        });
        model.pairs().selectedProperty().subscribe(pair -> select(pair.intValue()));
    }

    private void select(int pair) {
        sides.selectedIndexProperty().set(pair);
        lengths.selectedIndexProperty().set(pair);
    }

    private void show(@Nullable Findings findings) {
        if (findings == null || findings.figures() == null) {
            rewards.show(List.of());
            margins.show(List.of());
            sides.show(new double[0], new double[0], new boolean[0]);
            lengths.show(new double[0], new double[0], new boolean[0]);
            reliability.show(List.of());
            return;
        }
        PairScores scores = findings.scores();
        double[] chosen = scores.chosen();
        double[] rejected = scores.rejected();
        double[] margin = scores.margins();
        boolean[] wrong = new boolean[margin.length];
        for (int pair = 0; pair < wrong.length; pair++) {
            wrong[pair] = !scores.isRight(pair);
        }
        rewards.show(List.of(new Distribution(Texts.get("evaluate.chosen"), chosen, Ink.CHOSEN),
                new Distribution(Texts.get("evaluate.rejected"), rejected, Ink.REJECTED)));
        margins.show(List.of(new Distribution(Texts.get("evaluate.chart.margins"), margin, Ink.ACCENT)));
        sides.show(chosen, rejected, wrong);
        lengths.show(scores.lengthDifferences(), margin, wrong);
        reliability.show(findings.figures().bins().stream().map(bin -> new ReliabilityChart.Bin(bin.from(), bin.to(),
                bin.confidence(), bin.accuracy(), bin.pairs())).toList());
    }
}
