package orcareward.ui.chart;

import javafx.scene.paint.Color;

/** What charts are drawn on: pixels or an SVG. Lengths in pixels, y downwards; lines in the middle of what they cover. */
interface Surface {
    /** Where a text's given position lies in it. */
    enum Anchor {
        START, MIDDLE, END
    }

    /** Height of small letters' lines, of ticks and legends. */
    double SMALL = 12;
    /** Height of titles. */
    double LARGE = 14;

    /** One straight line. */
    void line(double x1, double y1, double x2, double y2, Color color, double width);

    /** One straight dashed line. */
    void dashes(double x1, double y1, double x2, double y2, Color color);

    /** A line through the first {@code n} points. */
    void polyline(double[] xs, double[] ys, int n, Color color, double width);

    /** How many device pixels are side by side in one of ours; 0 where there are none, but lines. */
    double resolution();

    /** Upright bars, drawn as a line of some width would be. */
    void bars(ColumnBars bars, Color color, double width);

    /** The filled area inside the first {@code n} points. */
    void polygon(double[] xs, double[] ys, int n, Color fill);

    /** A ring with something inside. */
    void ring(double x, double y, double radius, Color stroke, Color fill);

    /** A filled circle. */
    void dot(double x, double y, double radius, Color fill);

    /** A filled rectangle. */
    void bar(double x, double y, double width, double height, Color fill);

    /** A text on a base line. */
    void text(String text, double x, double y, Anchor anchor, double size, boolean strong, Color color);

    /** A text that is read from below, its middle at a position. */
    void uprightText(String text, double x, double y, double size, Color color);

    /** How wide a text is. */
    double widthOf(String text, double size, boolean strong);

    /** Draws only inside a box what {@code drawing} draws. */
    void clipped(Box box, Runnable drawing);
}
