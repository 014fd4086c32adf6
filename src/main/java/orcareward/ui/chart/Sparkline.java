package orcareward.ui.chart;

import java.util.Arrays;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** A line as small as a word, without axes, for the cells of a table. */
public final class Sparkline extends ThemedRegion {
    private static final double WIDTH = 96;
    private static final double HEIGHT = 20;
    private static final double MARGIN = 2;

    private final Canvas canvas = new Canvas();
    private final MinMax points = new MinMax();
    private double[] values = {};
    private double[] positions = {};

    /** Nothing yet. */
    public Sparkline() {
        getStyleClass().add("orca-sparkline");
        setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** Shows these values, one beside the other; what isn't finite is a gap. The array is not copied. */
    public void show(double[] newValues) {
        values = newValues;
        if (positions.length != values.length) {
            positions = new double[values.length];
            Arrays.setAll(positions, i -> i);
        }
        redraw();
    }

    @Override
    void redraw() {
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        return WIDTH;
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.clearRect(0, 0, getWidth(), getHeight());
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0 || getWidth() <= 2 * MARGIN || getHeight() <= 2 * MARGIN) {
            return;
        }
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        Range range = low < high ? new Range(low, high) : new Range(low - 0.5, low + 0.5);
        Range along = new Range(0, Math.max(1, values.length - 1));
        Scale y = new Scale(range, getHeight() - MARGIN, MARGIN, false);
        Scale x = new Scale(along, MARGIN, getWidth() - MARGIN, false);
        points.reduce(positions, values, values.length, along, (int) getWidth());
        paint(new CanvasSurface(context, "", 1), x, y);
    }

    private void paint(Surface surface, Scale x, Scale y) {
        double[] xs = new double[points.size()];
        double[] ys = new double[points.size()];
        int n = 0;
        for (int i = 0; i <= points.size(); i++) {
            if (i < points.size() && !Double.isNaN(points.y()[i])) {
                xs[n] = x.pixel(points.x()[i]);
                ys[n++] = y.pixel(points.y()[i]);
            } else if (n == 1) {
                surface.dot(xs[0], ys[0], 1.5, palette().of(Ink.ACCENT));
                n = 0;
            } else if (n > 1) {
                surface.polyline(xs, ys, n, palette().of(Ink.ACCENT), 1.5);
                n = 0;
            }
        }
    }
}
