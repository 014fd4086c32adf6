package orcareward.ui.chart;

import java.util.Arrays;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** One curve thinned out for the screen, and how it is drawn. Used again for each drawing, with its buffers. */
final class Trace {
    private static final double RING = 4;
    /** Keeps a ring apart from a line of the same colour below it. */
    private static final double HALO = 2.5;
    private static final double MARK = 5;
    /** Up to this many times its width a line goes up and down within a column before it is drawn as bars. */
    private static final double CALM = 1.5;

    /** What is drawn first to last. */
    enum Role {
        /** The lower edge of a band, drawn with the upper one. */
        BAND_LOW, BAND_HIGH, RAW, LINE, POINTS
    }

    private final MinMax points = new MinMax();
    private final ColumnBars bars = new ColumnBars();
    private Role role = Role.LINE;
    private Ink ink = Ink.ACCENT;
    private double width;
    private @Nullable Trace lower;
    private double[] px = new double[0];
    private double[] py = new double[0];

    Trace set(Role newRole, Ink newInk, double newWidth) {
        role = newRole;
        ink = newInk;
        width = newWidth;
        lower = null;
        return this;
    }

    void reduce(double[] xs, double[] ys, int n, Range window, int columns) {
        points.reduce(xs, ys, n, window, columns);
    }

    /** Says which curve is the other edge of the band. */
    void above(Trace low) {
        lower = low;
    }

    boolean is(Role asked) {
        return role == asked;
    }

    MinMax points() {
        return points;
    }

    void paint(Surface surface, Palette palette, Axes axes) {
        switch (role) {
            case BAND_LOW -> {
            }
            case BAND_HIGH -> paintBand(surface, palette, axes);
            case RAW -> paintLine(surface, palette, axes, true);
            case LINE -> paintLine(surface, palette, axes, false);
            case POINTS -> paintPoints(surface, palette, axes);
        }
    }

    /** Pieces between gaps; a piece of one point is a dot, or nobody would see it. */
    private void paintLine(Surface surface, Palette palette, Axes axes, boolean pale) {
        toPixels(axes, points.size());
        Color color = pale ? palette.pale(ink) : palette.of(ink);
        int begin = 0;
        for (int i = 0; i <= points.size(); i++) {
            if (i < points.size() && !Double.isNaN(py[i])) {
                continue;
            }
            if (i - begin == 1) {
                surface.dot(px[begin], py[begin], width, color);
            } else if (i > begin) {
                paintPiece(surface, begin, i, color);
            }
            if (i < points.size() && Double.isNaN(points.y()[i])) {
                paintGap(surface, palette, px[i], axes.plot().bottom());
            }
            begin = i + 1;
        }
    }

    private void paintPiece(Surface surface, int from, int to, Color color) {
        if (surface.resolution() == 0 || !ColumnBars.suits(px, from, to, surface.resolution())) {
            surface.polyline(Arrays.copyOfRange(px, from, to), Arrays.copyOfRange(py, from, to), to - from, color,
                    width);
            return;
        }
        bars.set(px, py, from, to, surface.resolution());
        if (bars.meanHeight() > CALM * width) {
            surface.bars(bars, color, width);
            return;
        }
        // A calm line: the middles of the bars are a line that is quick to draw, and smoother than bars.
        double[] xs = new double[bars.number()];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = bars.left(i) + bars.width() / 2;
            ys[i] = (bars.low(i) + bars.high(i)) / 2;
        }
        surface.polyline(xs, ys, xs.length, color, width);
    }

    /** A small triangle on the axis where a value isn't a number. */
    private static void paintGap(Surface surface, Palette palette, double x, double bottom) {
        surface.polygon(new double[]{x - MARK, x + MARK, x}, new double[]{bottom, bottom, bottom - 1.6 * MARK}, 3,
                palette.danger());
    }

    private void paintPoints(Surface surface, Palette palette, Axes axes) {
        toPixels(axes, points.size());
        for (int i = 0; i < points.size(); i++) {
            if (Double.isNaN(points.y()[i])) {
                paintGap(surface, palette, px[i], axes.plot().bottom());
            } else if (!Double.isNaN(py[i])) {
                surface.dot(px[i], py[i], RING + HALO, palette.background());
                surface.ring(px[i], py[i], RING, palette.of(ink), palette.background());
            }
        }
    }

    /** Along the upper edge and back along the lower one. */
    private void paintBand(Surface surface, Palette palette, Axes axes) {
        if (lower == null) {
            return;
        }
        MinMax low = lower.points;
        toPixels(axes, points.size() + low.size());
        int n = points.size();
        for (int i = low.size() - 1; i >= 0; i--) {
            px[n] = axes.x().pixel(low.x()[i]);
            py[n++] = axes.y().pixel(low.y()[i]);
        }
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(py[i])) {
                px[kept] = px[i];
                py[kept++] = py[i];
            }
        }
        surface.polygon(px, py, kept, palette.tint(ink));
    }

    private void toPixels(Axes axes, int room) {
        if (px.length < room) {
            px = new double[room];
            py = new double[room];
        }
        for (int i = 0; i < points.size(); i++) {
            px[i] = axes.x().pixel(points.x()[i]);
            py[i] = axes.y().pixel(points.y()[i]);
        }
    }
}
