package orcareward.ui.chart;

/** A cloud of points thinned out for the pixels that it is drawn on: of the points in one cell only one is drawn. */
final class Thinning {
    /** Side of a cell, in pixels. */
    private static final double CELL = 1.5;

    private final Box plot;
    private final int columns;
    private final int rows;
    private final boolean[] taken;

    Thinning(Box plot) {
        this.plot = plot;
        columns = (int) Math.ceil(plot.width() / CELL) + 1;
        rows = (int) Math.ceil(plot.height() / CELL) + 1;
        taken = new boolean[columns * rows];
    }

    /** Whether a point is to be drawn: it lies in the plot, and none was drawn in its cell. */
    boolean take(double x, double y) {
        // Written so that NaN is outside.
        if (!(x >= plot.x() && x <= plot.right() && y >= plot.y() && y <= plot.bottom())) {
            return false;
        }
        int cell = (int) ((y - plot.y()) / CELL) * columns + (int) ((x - plot.x()) / CELL);
        boolean free = !taken[cell];
        taken[cell] = true;
        return free;
    }
}
