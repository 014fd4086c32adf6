package orcareward.ui.chart;

/**
 * A line of a legend.
 *
 * @param name what it says
 * @param ink its colour
 * @param mark what its curve looks like
 */
record LegendEntry(String name, Ink ink, Mark mark) {
    /** What a curve looks like. */
    enum Mark {
        LINE, RING, DOT, BAR
    }

    static LegendEntry of(Curve curve) {
        Mark mark = switch (curve) {
            case Curve.Line line -> Mark.LINE;
            case Curve.Points points -> Mark.RING;
            case Curve.Band band -> Mark.BAR;
        };
        return new LegendEntry(curve.name(), curve.ink(), mark);
    }

    /** Draws the mark, 14 pixels wide, its left end at a position. */
    void paint(Surface surface, Palette palette, double x, double y) {
        switch (mark) {
            case LINE -> surface.line(x, y, x + 14, y, palette.of(ink), 2);
            case RING -> surface.ring(x + 7, y, 3.5, palette.of(ink), palette.background());
            case DOT -> surface.dot(x + 7, y, 3.5, palette.of(ink));
            case BAR -> surface.bar(x, y - 5, 14, 10, Palette.faded(palette.of(ink), 0.4));
        }
    }
}
