package orcareward.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class MetricChartTest {
    private final ChartGroup group = new ChartGroup();
    private final Metric loss = group.metric("Loss", ValueFormat.LOSS);
    private final Metric rate = group.metric("Learning rate", ValueFormat.RATE);
    private final Series values = new Series();
    private final Series evaluations = new Series();
    private final Series rates = new Series();
    private MetricChart large;
    private MetricChart small;
    private VBox root;

    @Start
    void start(Stage stage) {
        loss.curves().addAll(Curve.training(values), Curve.evaluation(evaluations));
        rate.curves().add(Curve.training(rates));
        large = new MetricChart(group, loss);
        small = new MetricChart(group, rate);
        small.compactProperty().set(true);
        root = new VBox(large, small);
        Scene scene = new Scene(root, 800, 460);
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        stage.setScene(scene);
        stage.show();
        stage.requestFocus();
    }

    @Test
    void anEmptyChartSaysWhenItFills(FxRobot robot) {
        assertThat(large.axes()).isNull();
        assertThat(large.getAccessibleText()).isEqualTo("Loss: Appears when training begins");
        fill(robot);
        assertThat(large.axes()).isNotNull();
        // The training's value as the strong line ends, smoothed.
        assertThat(large.getAccessibleText()).isEqualTo("Loss: 0.1038 (eval 0.3000)");
    }

    @Test
    void itIsAsHighAsItsPlaceAsks() {
        assertThat(large.prefHeight(-1)).isEqualTo(320);
        assertThat(small.prefHeight(-1)).isEqualTo(120);
    }

    @Test
    void draggingZoomsAllChartsAndADoubleClickShowsEverything(FxRobot robot) {
        fill(robot);
        robot.drag(at(100, 0.5), MouseButton.PRIMARY).moveTo(at(150, 0.5)).moveTo(at(300, 0.5)).drop();
        WaitForAsyncUtils.waitForFxEvents();
        Range zoomed = Objects.requireNonNull(group.zoomProperty().get());
        assertThat(zoomed.from()).isBetween(95.0, 105.0);
        assertThat(zoomed.to()).isBetween(295.0, 305.0);
        assertThat(Objects.requireNonNull(small.axes()).x().range()).isEqualTo(zoomed);
        robot.moveTo(at(200, 0.5)).doubleClickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(group.zoomProperty().get()).isNull();
    }

    @Test
    void keysZoomMoveAndReset(FxRobot robot) {
        fill(robot);
        robot.interact(large::requestFocus);
        robot.type(KeyCode.PLUS, 3);
        Range zoomed = Objects.requireNonNull(group.zoomProperty().get());
        assertThat(zoomed.length()).isLessThan(group.extent().length() * 0.6);
        robot.type(KeyCode.RIGHT);
        assertThat(Objects.requireNonNull(group.zoomProperty().get()).from()).isGreaterThan(zoomed.from());
        robot.type(KeyCode.LEFT, 2);
        assertThat(Objects.requireNonNull(group.zoomProperty().get()).from()).isLessThan(zoomed.from());
        robot.type(KeyCode.MINUS);
        assertThat(Objects.requireNonNull(group.zoomProperty().get()).length()).isGreaterThan(zoomed.length());
        robot.type(KeyCode.HOME);
        assertThat(group.zoomProperty().get()).isNull();
    }

    @Test
    void draggingWithTheMiddleButtonMovesAZoomedChart(FxRobot robot) {
        fill(robot);
        robot.interact(() -> group.zoomTo(new Range(200, 300)));
        WaitForAsyncUtils.waitForFxEvents();
        robot.drag(at(250, 0.5), MouseButton.MIDDLE).moveTo(at(260, 0.5)).drop();
        assertThat(group.range().from()).isBetween(180.0, 199.0);
        assertThat(group.range().length()).isBetween(99.9, 100.1);
    }

    @Test
    void hoveringReadsAllCharts(FxRobot robot) {
        fill(robot);
        robot.moveTo(at(200, 0.5));
        WaitForAsyncUtils.waitForFxEvents();
        ReadOut read = Objects.requireNonNull(group.readOutProperty().get());
        assertThat(read.step()).isBetween(198L, 202L);
        assertThat(read.values()).extracting(ReadOut.Value::metric).containsExactly("Loss", "Loss", "Learning rate");
        assertThat(robot.lookup(".chart-crosshair").<Node>queryAll()).hasSize(2).allMatch(Node::isVisible);
        robot.moveTo(new Point2D(1, 1));
        robot.interact(() -> group.crosshairProperty().set(null));
        assertThat(robot.lookup(".chart-crosshair").<Node>queryAll()).noneMatch(Node::isVisible);
    }

    @Test
    void controlAndArrowsMoveTheLine(FxRobot robot) {
        fill(robot);
        robot.interact(large::requestFocus);
        robot.press(KeyCode.CONTROL).type(KeyCode.LEFT, 3).release(KeyCode.CONTROL);
        assertThat(group.crosshairProperty().get()).isEqualTo(398.0);
        robot.type(KeyCode.ESCAPE);
        assertThat(group.crosshairProperty().get()).isNull();
    }

    @Test
    void aClickInTheLegendHides(FxRobot robot) {
        fill(robot);
        robot.clickOn("evaluation");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(group.hidden()).containsExactly("evaluation");
        assertThat(large.getAccessibleText()).isEqualTo("Loss: 0.1038");
    }

    @Test
    void spaceInTheLegendHidesAndShows(FxRobot robot) {
        fill(robot);
        ToggleButton entry = robot.lookup(".chart-legend-entry").nth(1).query();
        robot.interact(entry::requestFocus);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(group.hidden()).containsExactly("evaluation");
        assertThat(entry.isSelected()).isFalse();
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(group.hidden()).isEmpty();
        assertThat(entry.isSelected()).isTrue();
        assertThat(entry.isFocused()).isTrue();
    }

    @Test
    void aLogarithmicScaleLeavesOutWhatIsNotAboveZeroAndSaysSo(FxRobot robot) {
        fill(robot);
        robot.interact(() -> {
            values.append(401, 4.01, 802, 0);
            group.logScaleProperty().set(true);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Objects.requireNonNull(large.axes()).y().logarithmic()).isTrue();
        assertThat(large.noteTipText()).isEqualTo("Logarithmic scale: one value at or below 0 left out");
    }

    @Test
    void coloursFollowTheTheme(FxRobot robot) {
        Color light = large.palette().of(Ink.CHOSEN);
        robot.interact(() -> root.getStyleClass().add("dark"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(light).isEqualTo(Color.web("#0969da"));
        assertThat(large.palette().of(Ink.CHOSEN)).isEqualTo(Color.web("#58a6ff"));
    }

    @Test
    void picturesAreWritten(FxRobot robot, @TempDir Path folder) throws IOException {
        fill(robot);
        ChartImage[] image = new ChartImage[1];
        robot.interact(() -> image[0] = large.image());
        image[0].writePng(folder.resolve("loss.png"));
        image[0].writeSvg(folder.resolve("loss.svg"));
        var png = ImageIO.read(folder.resolve("loss.png").toFile());
        // Twice the size on the screen; the stage is shared with tests of other sizes.
        assertThat(png.getWidth()).isEqualTo((int) (2 * large.getWidth()));
        assertThat(png.getHeight()).isEqualTo((int) (2 * large.getHeight()));
        assertThat(Files.readString(folder.resolve("loss.svg"))).startsWith("<svg ").contains(">Loss</text>");
    }

    private void fill(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 1; i <= 400; i++) {
                values.append(i, i / 100.0, i * 2, 0.1 + (400 - i) / 400.0);
                rates.append(i, i / 100.0, i * 2, 1e-5 * (401 - i));
            }
            evaluations.append(100, 1, 201, 0.8);
            evaluations.append(400, 4, 801, 0.3);
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            root.applyCss();
            root.layout();
        });
    }

    /** Where a step is on the screen, at a share of the plot's height. */
    private Point2D at(double step, double share) {
        Axes axes = Objects.requireNonNull(large.axes());
        Bounds screen = large.localToScreen(large.getBoundsInLocal());
        Bounds local = large.getBoundsInLocal();
        return new Point2D(screen.getMinX() - local.getMinX() + axes.x().pixel(step),
                screen.getMinY() - local.getMinY() + axes.plot().y() + share * axes.plot().height());
    }
}
