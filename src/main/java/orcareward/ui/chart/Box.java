package orcareward.ui.chart;

/** A rectangle in pixels. */
record Box(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** Whether a point lies in it, edges included; NaN lies nowhere. */
    boolean contains(double px, double py) {
        return px >= x && px <= right() && py >= y && py <= bottom();
    }

    /** Smaller by so much on each side; never below one pixel. */
    Box inset(double top, double right, double bottom, double left) {
        return new Box(x + left, y + top, Math.max(1, width - left - right), Math.max(1, height - top - bottom));
    }
}
