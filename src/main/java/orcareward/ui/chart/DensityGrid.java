package orcareward.ui.chart;

import javafx.scene.paint.Color;

/** A cloud of very many points as small squares, the more opaque the more points lie in one. */
final class DensityGrid {
    /** Side of a square, in pixels. */
    private static final double CELL = 2;
    private static final int LEVELS = 6;
    private static final double FAINTEST = 0.3;

    private final Box plot;
    private final int columns;
    private final int rows;
    private final int[] counts;
    private int most;

    DensityGrid(Box plot) {
        this.plot = plot;
        columns = (int) (plot.width() / CELL) + 1;
        rows = (int) (plot.height() / CELL) + 1;
        counts = new int[columns * rows];
    }

    /** Counts a point, which must lie in the plot. */
    void add(double x, double y) {
        int cell = (int) ((y - plot.y()) / CELL) * columns + (int) ((x - plot.x()) / CELL);
        most = Math.max(most, ++counts[cell]);
    }

    void paint(Surface surface, Color color) {
        Color[] shades = new Color[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            shades[i] = Palette.faded(color, FAINTEST + (1 - FAINTEST) * (i + 1) / LEVELS);
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int count = counts[row * columns + column];
                if (count > 0) {
                    // By the logarithm: single points are seen beside a crowd.
                    int level = (int) ((LEVELS - 1) * Math.log1p(count - 1) / Math.max(1, Math.log(most)));
                    surface.bar(plot.x() + column * CELL, plot.y() + row * CELL, CELL, CELL,
                            shades[Math.min(level, LEVELS - 1)]);
                }
            }
        }
    }
}
