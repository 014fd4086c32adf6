package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;

/**
 * Points of one curve in growing columns, in order of their step; no objects per point, so that 100,000 of them are 3 MB.
 * Listeners hear of each change; the charts draw at most once a pulse. For one thread, that of JavaFX.
 */
public final class Series implements Observable {
    private static final int FIRST_CAPACITY = 64;

    private final List<InvalidationListener> listeners = new ArrayList<>();
    private double[] steps = new double[FIRST_CAPACITY];
    private double[] epochs = new double[FIRST_CAPACITY];
    private double[] seconds = new double[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private int size;
    private int rewrites;

    /** No points yet. */
    public Series() {
    }

    /**
     * Adds a point at the end. A step that isn't after the last one replaces the points from there on: a run that resumed from a
     * checkpoint goes over some steps again.
     *
     * @param epoch epochs done; what is smaller than the last point's counts as the last point's
     * @param time seconds since the run began, likewise
     * @param value anything; what isn't finite is kept and breaks the line
     */
    public void append(long step, double epoch, double time, double value) {
        if (size > 0 && steps[size - 1] >= step) {
            cutFrom(step);
        }
        if (size == steps.length) {
            copyColumns(size * 2);
        }
        steps[size] = step;
        epochs[size] = notBefore(epochs, epoch);
        seconds[size] = notBefore(seconds, time);
        values[size] = value;
        size++;
        changed();
    }

    /** Removes all points. */
    public void clear() {
        cutFrom(Long.MIN_VALUE);
        changed();
    }

    /** Number of points. */
    public int size() {
        return size;
    }

    /** Whether there are no points. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The step of a point. */
    public long step(int index) {
        return (long) steps[index];
    }

    /** The epochs done at a point. */
    public double epoch(int index) {
        return epochs[index];
    }

    /** The seconds since the run began at a point. */
    public double seconds(int index) {
        return seconds[index];
    }

    /** The value of a point, which may be NaN or infinite. */
    public double value(int index) {
        return values[index];
    }

    /** The last finite value, NaN when there is none. */
    public double last() {
        int i = size - 1;
        while (i >= 0 && !Double.isFinite(values[i])) {
            i--;
        }
        return i < 0 ? Double.NaN : values[i];
    }

    @Override
    public void addListener(InvalidationListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        listeners.remove(listener);
    }

    /** The column of positions on an x axis, ascending; only the first {@link #size()} numbers count. Not to be changed. */
    double[] positions(XAxis axis) {
        return switch (axis) {
            case STEP -> steps;
            case EPOCH -> epochs;
            case TIME -> seconds;
        };
    }

    /** The column of values; only the first {@link #size()} numbers count. Not to be changed. */
    double[] values() {
        return values;
    }

    /** Rises whenever points were removed, so that what was computed from them is computed again. */
    int rewrites() {
        return rewrites;
    }

    /** What is there now, for another thread to read; nothing is copied. */
    Columns columns() {
        return new Columns(size, steps, epochs, seconds, values);
    }

    /** The first {@code size} numbers of four columns; no one changes them any more. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
    record Columns(int size, double[] steps, double[] epochs, double[] seconds, double[] values) {
    }

    /** The point nearest to a position, -1 when there are no points. */
    int nearest(XAxis axis, double position) {
        double[] x = positions(axis);
        int at = MinMax.firstAtOrAfter(x, size, position);
        if (at == size) {
            return size - 1;
        }
        return at > 0 && position - x[at - 1] < x[at] - position ? at - 1 : at;
    }

    private void cutFrom(long step) {
        while (size > 0 && steps[size - 1] >= step) {
            size--;
        }
        // Columns handed out keep their numbers: what comes now is written into new ones.
        copyColumns(steps.length);
        rewrites++;
    }

    private double notBefore(double[] column, double position) {
        double last = size == 0 ? 0 : column[size - 1];
        return position > last ? position : last;
    }

    private void copyColumns(int capacity) {
        steps = Arrays.copyOf(steps, capacity);
        epochs = Arrays.copyOf(epochs, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        values = Arrays.copyOf(values, capacity);
    }

    private void changed() {
        // By index: a listener may add another one.
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).invalidated(this);
        }
    }
}
