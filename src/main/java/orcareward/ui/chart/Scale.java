package orcareward.ui.chart;

/** Values to pixels along one axis, linear or logarithmic. */
final class Scale {
    private final Range range;
    private final boolean logarithmic;
    private final double low;
    private final double start;
    private final double perUnit;

    /**
     * @param start pixel of the range's lower end
     * @param end pixel of its upper end, which may be the smaller number
     * @param logarithmic only for a range above 0
     */
    Scale(Range range, double start, double end, boolean logarithmic) {
        this.range = range;
        this.logarithmic = logarithmic;
        this.low = along(range.from());
        this.start = start;
        this.perUnit = (end - start) / (along(range.to()) - low);
    }

    Range range() {
        return range;
    }

    boolean logarithmic() {
        return logarithmic;
    }

    /** The pixel of a value; NaN for what has no place on it. */
    double pixel(double value) {
        return start + (along(value) - low) * perUnit;
    }

    /** The value at a pixel. */
    double value(double pixel) {
        double along = low + (pixel - start) / perUnit;
        return logarithmic ? Math.pow(10, along) : along;
    }

    private double along(double value) {
        return !logarithmic ? value : value > 0 ? Math.log10(value) : Double.NaN;
    }
}
