package orcareward.ui.chart;

import java.util.List;

/**
 * A chart as it is written to a file: heading, drawing, legend, on a background.
 *
 * @param title above it
 * @param readOut at the right of the title
 * @param emptyText instead of a drawing; empty when there is one
 * @param legend below it
 * @param drawing the axes and curves
 */
record Sheet(String title, String readOut, String emptyText, List<LegendEntry> legend, Drawing drawing) {
    private static final double MARGIN = 16;
    private static final double HEADING = 28;
    private static final double LEGEND_LINE = 20;
    private static final double MARK = 20;

    /** Draws axes and curves into a box. */
    @FunctionalInterface
    interface Drawing {
        Axes paint(Surface surface, Palette palette, Box box, boolean forFile);
    }

    void paint(Surface surface, Palette palette, double width, double height) {
        surface.bar(0, 0, width, height, palette.background());
        surface.text(title, MARGIN, MARGIN + Surface.LARGE, Surface.Anchor.START, Surface.LARGE, true, palette.text());
        surface.text(readOut, width - MARGIN, MARGIN + Surface.LARGE, Surface.Anchor.END, Surface.SMALL, false,
                palette.muted());
        if (!emptyText.isEmpty()) {
            surface.text(emptyText, width / 2, height / 2, Surface.Anchor.MIDDLE, Surface.SMALL, false,
                    palette.muted());
            return;
        }
        double below = legendLines(surface, width) * LEGEND_LINE;
        Box inside = new Box(0, 0, width, height).inset(MARGIN, MARGIN, MARGIN, MARGIN);
        drawing.paint(surface, palette, inside.inset(HEADING, 0, below, 0), true);
        walkLegend(surface, width, (entry, x, line) -> {
            double y = inside.bottom() - below + (line + 0.7) * LEGEND_LINE;
            entry.paint(surface, palette, x, y - 4);
            surface.text(entry.name(), x + MARK, y, Surface.Anchor.START, Surface.SMALL, false, palette.muted());
        });
    }

    private interface Visitor {
        void at(LegendEntry entry, double x, int line);
    }

    private int legendLines(Surface surface, double width) {
        return walkLegend(surface, width, (entry, x, line) -> {
        });
    }

    /** Places the entries side by side, on as many lines as they need. */
    private int walkLegend(Surface surface, double width, Visitor visitor) {
        double x = MARGIN;
        int line = 0;
        for (LegendEntry entry : legend) {
            double wide = MARK + surface.widthOf(entry.name(), Surface.SMALL, false);
            if (x > MARGIN && x + wide > width - MARGIN) {
                x = MARGIN;
                line++;
            }
            visitor.at(entry, x, line);
            x += wide + MARGIN;
        }
        return legend.isEmpty() ? 0 : line + 1;
    }
}
