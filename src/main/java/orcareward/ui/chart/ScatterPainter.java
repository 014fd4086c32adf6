package orcareward.ui.chart;

import java.util.List;
import java.util.function.Predicate;
import javafx.scene.paint.Color;
import orcareward.ui.fx.Texts;

/** Draws a cloud of points and finds them again. */
final class ScatterPainter {
    /** Up to so many points are discs that one can tell apart; more are a fine grain. */
    private static final int FEW = 3000;
    private static final double DISC = 2.5;
    private static final double OPACITY = 0.6;
    private static final double MARGIN = 0.03;

    private final ValueFormat xFormat;
    private final ValueFormat yFormat;
    private double[] xs = new double[0];
    private double[] ys = new double[0];
    private boolean[] emphasized = new boolean[0];
    private Range across = new Range(0, 1);
    private Range up = new Range(0, 1);

    ScatterPainter(ValueFormat xFormat, ValueFormat yFormat) {
        this.xFormat = xFormat;
        this.yFormat = yFormat;
    }

    void show(double[] x, double[] y, boolean[] marked) {
        if (x.length != y.length || x.length != marked.length) {
            throw new IllegalArgumentException(
                    "points of " + x.length + ", " + y.length + " and " + marked.length + " numbers");
        }
        xs = x;
        ys = y;
        emphasized = marked;
        across = rangeOf(x);
        up = rangeOf(y);
    }

    boolean isEmpty() {
        return xs.length == 0;
    }

    int size() {
        return xs.length;
    }

    double x(int index) {
        return xs[index];
    }

    double y(int index) {
        return ys[index];
    }

    Axes paint(Surface surface, Palette palette, Box box, String xLabel, String yLabel, boolean diagonal,
            boolean zeroLine, Predicate<String> shown) {
        Range both = new Range(Math.min(across.from(), up.from()), Math.max(across.to(), up.to()));
        AxisStyle xStyle = new AxisStyle(xLabel, xFormat, false, AxisStyle.Count.ROUND, false);
        AxisStyle yStyle = new AxisStyle(yLabel, yFormat, false, AxisStyle.Count.ROUND, false);
        Axes axes = Axes.in(box, surface, diagonal ? both : across, xStyle, diagonal ? both : up, yStyle);
        axes.paint(surface, palette);
        for (LegendEntry entry : legend()) {
            if (shown.test(entry.name())) {
                paintPoints(surface, axes, palette, entry.ink());
            }
        }
        Box plot = axes.plot();
        if (diagonal) {
            surface.dashes(plot.x(), plot.bottom(), plot.right(), plot.y(), palette.text());
        }
        if (zeroLine && axes.y().range().from() <= 0 && axes.y().range().to() >= 0) {
            double zero = Axes.middle(axes.y().pixel(0));
            surface.dashes(plot.x(), zero, plot.right(), zero, palette.text());
        }
        return axes;
    }

    /** The index of the point nearest to a pixel, -1 when none is within reach. */
    int nearest(Axes axes, double px, double py, double reach) {
        int best = -1;
        double least = reach * reach;
        for (int i = 0; i < xs.length; i++) {
            double dx = axes.x().pixel(xs[i]) - px;
            double dy = axes.y().pixel(ys[i]) - py;
            double distance = dx * dx + dy * dy;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Points in the right order are blue and those in the wrong one orange, as what got the higher reward. */
    static List<LegendEntry> legend() {
        return List.of(new LegendEntry(Texts.get("chart.scatter.right"), Ink.CHOSEN, LegendEntry.Mark.DOT),
                new LegendEntry(Texts.get("chart.scatter.wrong"), Ink.REJECTED, LegendEntry.Mark.DOT));
    }

    private void paintPoints(Surface surface, Axes axes, Palette palette, Ink ink) {
        Color color = palette.of(ink);
        boolean marked = ink == Ink.REJECTED;
        Color disc = Palette.faded(color, OPACITY);
        DensityGrid grid = new DensityGrid(axes.plot());
        for (int i = 0; i < xs.length; i++) {
            double x = axes.x().pixel(xs[i]);
            double y = axes.y().pixel(ys[i]);
            if (emphasized[i] != marked || !axes.plot().contains(x, y)) {
                continue;
            }
            if (xs.length <= FEW) {
                surface.dot(x, y, DISC, disc);
            } else {
                grid.add(x, y);
            }
        }
        grid.paint(surface, color);
    }

    private static Range rangeOf(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return new Range(0, 1);
        }
        double margin = high > low ? (high - low) * MARGIN : Math.max(0.5, Math.abs(low) * MARGIN);
        return new Range(low - margin, high + margin);
    }
}
