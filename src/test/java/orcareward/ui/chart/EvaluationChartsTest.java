package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class EvaluationChartsTest {
    private ScatterChart scatter;
    private HistogramChart histogram;
    private ReliabilityChart reliability;
    private Sparkline sparkline;

    @Start
    void start(Stage stage) {
        scatter = new ScatterChart("Chosen against rejected", ValueFormat.REWARD, ValueFormat.REWARD);
        histogram = new HistogramChart("Rewards", ValueFormat.REWARD);
        reliability = new ReliabilityChart("Reliability");
        sparkline = new Sparkline();
        Scene scene = new Scene(new HBox(scatter, histogram, reliability, sparkline), 1000, 340);
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void aClickPicksTheNearestPoint(FxRobot robot) {
        AtomicInteger picked = new AtomicInteger(-1);
        robot.interact(() -> {
            scatter.setOnPick(picked::set);
            scatter.show(new double[]{0, 1, 2, Double.NaN}, new double[]{0, 2, 1, 1}, new boolean[4]);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Axes axes = Objects.requireNonNull(scatter.axes());
        Point2D corner = scatter.localToScreen(0, 0);
        robot.clickOn(corner.add(axes.x().pixel(1) + 3, axes.y().pixel(2) - 2));
        assertThat(picked).hasValue(1);
        assertThat(scatter.selectedIndexProperty().get()).isEqualTo(1);
        assertThat(robot.lookup(".chart-selected-point").query().isVisible()).isTrue();
        robot.clickOn(corner.add(axes.x().pixel(0.4), axes.y().pixel(1.6)));
        assertThat(scatter.selectedIndexProperty().get()).as("far from every point").isEqualTo(1);
    }

    @Test
    void theDiagonalHasOneScaleOnBothAxes(FxRobot robot) {
        robot.interact(() -> {
            scatter.diagonalProperty().set(true);
            scatter.show(new double[]{0, 1}, new double[]{-5, 9}, new boolean[2]);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Axes axes = Objects.requireNonNull(scatter.axes());
        assertThat(axes.x().range()).isEqualTo(axes.y().range());
    }

    @Test
    void pointsNeedAsManyOfEach() {
        assertThatThrownBy(() -> scatter.show(new double[2], new double[1], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyChartFillsAndEmptiesAndHasAPicture(FxRobot robot) {
        robot.interact(() -> {
            histogram.show(List.of(new Distribution("chosen", new double[]{1, 2, 2}, Ink.CHOSEN),
                    new Distribution("rejected", new double[]{-1, 0, Double.NaN}, Ink.REJECTED)));
            reliability.show(List.of(new ReliabilityChart.Bin(0.5, 0.75, 0.6, 0.7, 10),
                    new ReliabilityChart.Bin(0.75, 1, Double.NaN, Double.NaN, 0)));
            sparkline.show(new double[]{1, Double.NaN, 0.5, 0.4});
            scatter.show(new double[]{1}, new double[]{1}, new boolean[]{true});
            assertThat(histogram.image().svg()).contains(">chosen</text>", ">rejected</text>");
            assertThat(reliability.image().svg()).contains(">10</text>");
            assertThat(scatter.image().svg()).contains("<circle");
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(histogram.axes()).isNotNull();
        robot.interact(() -> {
            histogram.show(List.of());
            assertThat(histogram.image().svg()).contains("Appears when pairs are evaluated");
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(histogram.axes()).isNull();
    }
}
