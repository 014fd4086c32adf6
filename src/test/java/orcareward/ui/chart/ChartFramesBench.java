package orcareward.ui.chart;

import atlantafx.base.theme.PrimerLight;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.layout.TilePane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/**
 * What one frame of a live chart costs with 100,000 points. Prints medians, in milliseconds of processor time: of JavaFX's thread for
 * the layout, in which charts draw, and of its renderer for the picture, here without a graphics card.
 */
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class ChartFramesBench {
    private static final int POINTS = 100_000;
    private static final int FRAMES = 60;
    private static final int FEW_FRAMES = 6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ChartGroup group = new ChartGroup();
    private final Series values = new Series();
    private final Random random = new Random(1);

    @Test
    void framesOfALiveChart(FxRobot robot) {
        robot.interact(this::measureAll);
    }

    private void measureAll() {
        for (int i = 0; i < POINTS; i++) {
            append();
        }
        measure("all points as lines, raw and smoothed, 600 x 320", naive(), FEW_FRAMES);
        measure("one chart, 600 x 320", charts(1), FRAMES);
        measure("eight charts, 600 x 320", charts(8), FRAMES);
        Scene still = new Scene(charts(1));
        still.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        print("one chart, crosshair alone", still, () -> group.crosshairProperty().set(random.nextDouble() * POINTS),
                FRAMES);
    }

    private void append() {
        int step = values.size() + 1;
        values.append(step, step / 1e4, step, 0.4 + Math.exp(-step / 2e4) + 0.1 * random.nextGaussian());
    }

    private Pane charts(int number) {
        TilePane pane = new TilePane();
        for (int i = 0; i < number; i++) {
            Metric metric = group.metric("Loss", ValueFormat.LOSS);
            metric.curves().add(new Curve.Line("training", values, Ink.ACCENT));
            MetricChart chart = new MetricChart(group, metric);
            chart.setPrefSize(600, 320);
            pane.getChildren().add(chart);
        }
        return pane;
    }

    /** What the charts would do without thinning out. */
    private Pane naive() {
        Canvas canvas = new Canvas(600, 320);
        return new Pane(canvas) {
            @Override
            protected void layoutChildren() {
                GraphicsContext context = canvas.getGraphicsContext2D();
                context.clearRect(0, 0, 600, 320);
                double[] smooth = new Smoothing().update(values, 0.6);
                Scale x = new Scale(new Range(1, values.size()), 0, 600, false);
                Scale y = new Scale(new Range(0, 2), 320, 0, false);
                double[] xs = Arrays.stream(values.positions(XAxis.STEP)).limit(values.size()).map(x::pixel).toArray();
                for (double[] column : new double[][]{values.values(), smooth}) {
                    double[] ys = Arrays.stream(column).limit(values.size()).map(y::pixel).toArray();
                    context.setStroke(Color.BLUE);
                    context.strokePolyline(xs, ys, values.size());
                }
            }
        };
    }

    private void measure(String what, Pane pane, int frames) {
        Scene scene = new Scene(pane);
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        print(what + ", a point more each frame", scene, () -> {
            append();
            pane.requestLayout();
        }, frames);
    }

    /** The second half of the frames counts; the first warms up. */
    private static void print(String what, Scene scene, Runnable change, int frames) {
        double[] layouts = new double[frames / 2];
        double[] pictures = new double[layouts.length];
        for (int i = 0; i < frames; i++) {
            double start = millis(Thread.currentThread().threadId());
            change.run();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            double laidOut = millis(Thread.currentThread().threadId());
            double rendered = millis(renderer());
            scene.snapshot(null);
            layouts[i % layouts.length] = laidOut - start;
            pictures[i % layouts.length] = millis(renderer()) - rendered;
        }
        System.out.printf("%-76s layout %7.2f ms, picture %7.1f ms%n", what, median(layouts), median(pictures));
    }

    private static double millis(long thread) {
        return THREADS.getThreadCpuTime(thread) / 1e6;
    }

    private static long renderer() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("QuantumRenderer"))
                .findAny().orElseThrow().threadId();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
