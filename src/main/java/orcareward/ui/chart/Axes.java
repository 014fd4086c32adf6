package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;

/** Two axes around a plot: its grid, its ticks, where values lie in it. Immutable. */
final class Axes {
    /** Pixels that an axis wants between two ticks. */
    private static final double TICK_HEIGHT = 36;
    private static final double TICK_WIDTH = 64;
    /** Fewer would leave half of a small plot empty, since the range grows to the ticks. */
    private static final int FEWEST_ROWS = 4;
    /** Labels that would touch are left out, not their ticks. */
    private static final int FEWEST_COLUMNS = 3;
    private static final double GAP = 6;
    private static final double LABELS_BELOW = 20;
    private static final double NAME = 16;
    /** So that the uppermost label isn't cut. */
    private static final double HEADROOM = 8;
    private static final double SIDEROOM = 12;

    private final Box plot;
    private final Scale x;
    private final Scale y;
    private final AxisStyle xStyle;
    private final AxisStyle yStyle;
    private final Ticks xTicks;
    private final Ticks yTicks;

    private Axes(Box plot, Scale x, Scale y, AxisStyle xStyle, AxisStyle yStyle, Ticks xTicks, Ticks yTicks) {
        this.plot = plot;
        this.x = x;
        this.y = y;
        this.xStyle = xStyle;
        this.yStyle = yStyle;
        this.xTicks = xTicks;
        this.yTicks = yTicks;
    }

    /**
     * Fits axes into a box: as many ticks as there is room for, and as much room beside the plot as their labels take.
     *
     * @param yRange of the values; it grows to ticks where the style says so
     */
    static Axes in(Box box, Surface surface, Range xRange, AxisStyle xStyle, Range yRange, AxisStyle yStyle) {
        double below = LABELS_BELOW + (xStyle.name().isEmpty() ? 0 : NAME);
        double height = Math.max(1, box.height() - below - HEADROOM);
        Ticks yTicks = yStyle.ticks(yRange, (int) Math.max(FEWEST_ROWS, 1 + height / TICK_HEIGHT));
        Range values = yStyle.shown(yRange, yTicks);
        double left = GAP + (yStyle.name().isEmpty() ? 0 : NAME);
        Box plot = box.inset(HEADROOM, SIDEROOM, below, Math.ceil(left + widest(surface, yStyle, yTicks)));
        int columns = (int) Math.max(FEWEST_COLUMNS, plot.width() / TICK_WIDTH);
        Ticks xTicks = xStyle.ticks(xRange, columns);
        return new Axes(plot, new Scale(xStyle.shown(xRange, xTicks), plot.x(), plot.right(), xStyle.logarithmic()),
                new Scale(values, plot.bottom(), plot.y(), yStyle.logarithmic()), xStyle, yStyle, xTicks, yTicks);
    }

    Box plot() {
        return plot;
    }

    Scale x() {
        return x;
    }

    Scale y() {
        return y;
    }

    /** Grid, labels, names: what lies behind the curves. */
    void paint(Surface surface, Palette palette) {
        for (int i = 0; i < yTicks.values().length; i++) {
            double at = middle(y.pixel(yTicks.values()[i]));
            surface.line(plot.x(), at, plot.right(), at, palette.grid(), 1);
            surface.text(yStyle.label(yTicks, i), plot.x() - GAP, at + Surface.SMALL / 3, Surface.Anchor.END,
                    Surface.SMALL, false, palette.muted());
        }
        double base = middle(plot.bottom());
        surface.line(plot.x(), base, plot.right(), base, palette.muted(), 1);
        paintLabelsBelow(surface, palette, base);
        if (!xStyle.name().isEmpty()) {
            surface.text(xStyle.name(), plot.x() + plot.width() / 2, base + LABELS_BELOW + Surface.SMALL,
                    Surface.Anchor.MIDDLE, Surface.SMALL, false, palette.muted());
        }
        if (!yStyle.name().isEmpty()) {
            surface.uprightText(yStyle.name(), plot.x() - nameIndent(surface), plot.y() + plot.height() / 2,
                    Surface.SMALL, palette.muted());
        }
    }

    private void paintLabelsBelow(Surface surface, Palette palette, double base) {
        List<Double> ends = new ArrayList<>(List.of(Double.NEGATIVE_INFINITY));
        for (int i = 0; i < xTicks.values().length; i++) {
            double at = middle(x.pixel(xTicks.values()[i]));
            String label = xStyle.label(xTicks, i);
            double half = surface.widthOf(label, Surface.SMALL, false) / 2;
            double center = Math.clamp(at, plot.x() - SIDEROOM + half, Math.max(plot.x() - SIDEROOM + half,
                    plot.right() + SIDEROOM - half));
            surface.line(at, base, at, base + 4, palette.muted(), 1);
            if (center - half > ends.getLast() + GAP) {
                surface.text(label, center, base + 4 + Surface.SMALL, Surface.Anchor.MIDDLE, Surface.SMALL, false,
                        palette.muted());
                ends.add(center + half);
            }
        }
    }

    private double nameIndent(Surface surface) {
        return GAP + widest(surface, yStyle, yTicks) + GAP;
    }

    private static double widest(Surface surface, AxisStyle style, Ticks ticks) {
        double widest = 0;
        for (int i = 0; i < ticks.values().length; i++) {
            widest = Math.max(widest, surface.widthOf(style.label(ticks, i), Surface.SMALL, false));
        }
        return widest;
    }

    /** Lines of one pixel are sharp in the middle of pixels. */
    static double middle(double pixel) {
        return Math.floor(pixel) + 0.5;
    }
}
