package orcareward.ui.chart;

import java.util.Arrays;
import java.util.Random;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.layout.TilePane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/**
 * What one frame of a live chart costs with 100,000 points: a program, not a test. Run it with the tests' class path and options;
 * it prints the medians of {@code FRAMES} frames in milliseconds, layout and picture.
 */
public final class ChartFrames extends Application {
    private static final int POINTS = 100_000;
    private static final int FRAMES = 40;
    private static final int WARM_UP = 10;

    private final ChartGroup group = new ChartGroup();
    private final Series values = new Series();
    private final Random random = new Random(1);

    /** Starts it. */
    public static final class Launcher {
        private Launcher() {
        }

        /** No arguments. */
        public static void main(String[] arguments) {
            Application.launch(ChartFrames.class, arguments);
        }
    }

    @Override
    public void start(Stage stage) {
        for (int i = 0; i < POINTS; i++) {
            append();
        }
        measure("polyline of all points, raw and smoothed", naive());
        measure("one chart of 600 x 320", charts(1));
        measure("eight charts of 600 x 320", charts(8));
        Scene still = new Scene(charts(1));
        frame(still);
        Runnable hover = () -> group.crosshairProperty().set(random.nextDouble() * POINTS);
        print("one chart, crosshair alone", still, hover);
        Platform.exit();
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

    private void measure(String what, Pane pane) {
        Scene scene = new Scene(pane);
        print(what + ", a point more each frame", scene, () -> {
            append();
            pane.requestLayout();
        });
    }

    private static void print(String what, Scene scene, Runnable change) {
        double[] layouts = new double[FRAMES];
        double[] pictures = new double[FRAMES];
        for (int i = -WARM_UP; i < FRAMES; i++) {
            long start = System.nanoTime();
            change.run();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            long laidOut = System.nanoTime();
            scene.snapshot(null);
            if (i >= 0) {
                layouts[i] = (laidOut - start) / 1e6;
                pictures[i] = (System.nanoTime() - laidOut) / 1e6;
            }
        }
        System.out.printf("%-60s layout %8.2f ms, picture %8.1f ms%n", what, median(layouts), median(pictures));
    }

    private static void frame(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        scene.snapshot(null);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
