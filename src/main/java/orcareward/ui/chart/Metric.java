package orcareward.ui.chart;

import java.util.Map;
import java.util.WeakHashMap;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** What one chart shows: a title, how its values are written, its curves. Made by {@link ChartGroup#metric}. */
public final class Metric {
    private final String title;
    private final ValueFormat format;
    private final ObservableList<Curve> curves = FXCollections.observableArrayList();
    private final Map<Series, Smoothing> smoothings = new WeakHashMap<>();

    /** @param whenChanged called after each change of a curve or of the list */
    Metric(String title, ValueFormat format, Runnable whenChanged) {
        this.title = title;
        this.format = format;
        InvalidationListener listener = ignored -> whenChanged.run();
        curves.addListener((ListChangeListener<Curve>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(curve -> curve.series().forEach(s -> s.removeListener(listener)));
                change.getAddedSubList().forEach(curve -> curve.series().forEach(s -> s.addListener(listener)));
            }
            whenChanged.run();
        });
    }

    /** The words above the chart. */
    public String title() {
        return title;
    }

    /** How its values are written. */
    public ValueFormat format() {
        return format;
    }

    /** What is drawn, in this order; to be added to and removed from, also while it is shown. */
    public ObservableList<Curve> curves() {
        return curves;
    }

    /** The smoothed values of a series, brought up to date; only the first {@link Series#size()} numbers count. */
    double[] smoothed(Series series, double weight) {
        return smoothings.computeIfAbsent(series, ignored -> new Smoothing()).update(series, weight);
    }
}
