package orcareward.ui.chart;

/**
 * A curve thinned out for the pixels that it is drawn on: of each pixel column the first, the smallest, the largest and the last
 * point, in their order, so that no extreme is lost and a line through them covers the same pixels. NaN in {@link #y} breaks the
 * line. The buffers are used again and again.
 */
final class MinMax {
    private static final int POINTS_OF_A_COLUMN = 5;

    private double[] x = new double[0];
    private double[] y = new double[0];
    private int size;

    /** Positions of the points that stay; the first {@link #size()} numbers count. */
    double[] x() {
        return x;
    }

    /** Their values, NaN for a gap. */
    double[] y() {
        return y;
    }

    /** How many points stay. */
    int size() {
        return size;
    }

    /**
     * Thins out the part of a curve that is visible, with one point more on each side, so that the line runs to the edges.
     *
     * @param xs ascending positions
     * @param ys values; what isn't finite becomes a gap
     * @param n how many of both count
     * @param columns pixel columns that the window is drawn on, at least 1
     */
    void reduce(double[] xs, double[] ys, int n, Range window, int columns) {
        int from = Math.max(0, firstAtOrAfter(xs, n, window.from()) - 1);
        int to = Math.min(n, firstAfter(xs, n, window.to()) + 1);
        size = 0;
        if (to - from <= columns * (POINTS_OF_A_COLUMN - 1)) {
            ensureRoom(to - from);
            for (int i = from; i < to; i++) {
                add(xs[i], ys[i]);
            }
            return;
        }
        ensureRoom((columns + 2) * POINTS_OF_A_COLUMN);
        double width = window.length() / columns;
        for (int i = from; i < to;) {
            double column = Math.floor((xs[i] - window.from()) / width);
            double end = window.from() + (column + 1) * width;
            int next = Math.max(i + 1, firstAtOrAfter(xs, i, to, Math.min(end, Math.nextUp(window.to()))));
            addColumn(xs, ys, i, next);
            i = next;
        }
    }

    private void addColumn(double[] xs, double[] ys, int from, int to) {
        int first = -1;
        int last = -1;
        int min = -1;
        int max = -1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean gap = false;
        for (int i = from; i < to; i++) {
            double value = ys[i];
            if (!Double.isFinite(value)) {
                gap = true;
                continue;
            }
            if (value < low) {
                low = value;
                min = i;
            }
            if (value > high) {
                high = value;
                max = i;
            }
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0) {
            addInOrder(xs, ys, first, Math.min(min, max), Math.max(min, max), last);
        }
        if (gap) {
            add(xs[to - 1], Double.NaN);
        }
    }

    private void addInOrder(double[] xs, double[] ys, int... indices) {
        int before = -1;
        for (int i : indices) {
            if (i != before) {
                add(xs[i], ys[i]);
                before = i;
            }
        }
    }

    private void add(double position, double value) {
        x[size] = position;
        y[size++] = Double.isFinite(value) ? value : Double.NaN;
    }

    private void ensureRoom(int capacity) {
        if (x.length < capacity) {
            x = new double[capacity];
            y = new double[capacity];
        }
    }

    /** The index of the first of {@code n} ascending positions that is at or after one, {@code n} when there is none. */
    static int firstAtOrAfter(double[] xs, int n, double position) {
        return firstAtOrAfter(xs, 0, n, position);
    }

    private static int firstAtOrAfter(double[] xs, int from, int to, double position) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the first of {@code n} ascending positions that is after one, {@code n} when there is none. */
    static int firstAfter(double[] xs, int n, double position) {
        return firstAtOrAfter(xs, n, Math.nextUp(position));
    }
}
