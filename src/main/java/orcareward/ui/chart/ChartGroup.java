package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.jspecify.annotations.Nullable;

/** What charts side by side share: the x axis and its zoom, smoothing, logarithmic scale, one crosshair, what is hidden. */
public final class ChartGroup {
    /** The largest weight of the smoothing. */
    public static final double MOST_SMOOTHING = 0.999;
    private static final double DEFAULT_SMOOTHING = 0.6;

    private final List<Metric> metrics = new ArrayList<>();
    private final ObjectProperty<XAxis> xAxis = new SimpleObjectProperty<>(this, "xAxis", XAxis.STEP);
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing", DEFAULT_SMOOTHING);
    private final BooleanProperty logScale = new SimpleBooleanProperty(this, "logScale");
    private final ObjectProperty<@Nullable Range> zoom = new SimpleObjectProperty<>(this, "zoom");
    private final ObjectProperty<@Nullable Double> crosshair = new SimpleObjectProperty<>(this, "crosshair");
    private final ReadOnlyObjectWrapper<@Nullable ReadOut> readOut = new ReadOnlyObjectWrapper<>(this, "readOut");
    private final ObservableSet<String> hidden = FXCollections.observableSet();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final CrosshairReader reader = new CrosshairReader(this);

    /** No charts yet. */
    public ChartGroup() {
        xAxis.subscribe(ignored -> {
            zoom.set(null);
            crosshair.set(null);
            changed();
        });
        smoothing.subscribe(this::changed);
        logScale.subscribe(this::changed);
        zoom.subscribe(this::changed);
        hidden.addListener((SetChangeListener<String>) ignored -> changed());
        crosshair.subscribe(x -> readOut.set(x == null ? null : reader.read(x)));
    }

    /** Adds what one more chart shows, without curves yet. */
    public Metric metric(String title, ValueFormat format) {
        Metric metric = new Metric(title, format, this::changed);
        metrics.add(metric);
        return metric;
    }

    /** What the charts show, in the order in which they were made. */
    public List<Metric> metrics() {
        return Collections.unmodifiableList(metrics);
    }

    /** What all charts count from left to right; a change ends zoom and crosshair. */
    public ObjectProperty<XAxis> xAxisProperty() {
        return xAxis;
    }

    /** The weight of the smoothing, 0 to {@link #MOST_SMOOTHING}. */
    public DoubleProperty smoothingProperty() {
        return smoothing;
    }

    /** Whether values are on a logarithmic scale, in the charts for which {@link ValueFormat#logarithmic} makes sense. */
    public BooleanProperty logScaleProperty() {
        return logScale;
    }

    /** The stretch of the x axis that all charts show; null for everything, also what is still to come. */
    public ObjectProperty<@Nullable Range> zoomProperty() {
        return zoom;
    }

    /** Where the vertical line stands, in the units of the x axis; null for nowhere. */
    public ObjectProperty<@Nullable Double> crosshairProperty() {
        return crosshair;
    }

    /** What lies under the crosshair; null while there is none. */
    public ReadOnlyObjectProperty<@Nullable ReadOut> readOutProperty() {
        return readOut.getReadOnlyProperty();
    }

    /** Names of the curves that are not shown, in all charts. */
    public ObservableSet<String> hidden() {
        return hidden;
    }

    /** Whether a curve is shown. */
    public boolean shows(Curve curve) {
        return !hidden.contains(curve.name());
    }

    /** Shows everything again. */
    public void resetZoom() {
        zoom.set(null);
    }

    /** Moves the zoomed stretch by a part of its length, negative to the left, as far as there is something. */
    public void pan(double share) {
        Range now = zoom.get();
        if (now != null) {
            zoom.set(within(now.moved(share), extent()));
        }
    }

    /**
     * Shows a longer (factor above 1) or shorter stretch.
     *
     * @param around what stays where it is, in units of the x axis
     */
    public void zoomBy(double factor, double around) {
        zoomTo(range().scaled(factor, around));
    }

    /** Shows a stretch, as far as there is something in it; all of it ends the zoom. */
    public void zoomTo(Range wanted) {
        Range all = extent();
        double least = all.length() / 10_000;
        Range longEnough = wanted.length() >= least ? wanted : wanted.scaled(least / wanted.length(), wanted.from());
        zoom.set(longEnough.length() >= all.length() ? null : within(longEnough, all));
    }

    /** All that is shown, as numbers to be written to a file on another thread. */
    public ChartTable table() {
        return ChartTable.of(this);
    }

    /** The stretch of the x axis that is shown. */
    Range range() {
        Range now = zoom.get();
        return now == null ? extent() : now;
    }

    /** From the first to the last position of all curves that are shown; never empty. */
    Range extent() {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (Metric metric : metrics) {
            for (Curve curve : metric.curves()) {
                for (Series series : curve.series()) {
                    if (shows(curve) && !series.isEmpty()) {
                        double[] x = series.positions(xAxis.get());
                        from = Math.min(from, x[0]);
                        to = Math.max(to, x[series.size() - 1]);
                    }
                }
            }
        }
        if (from > to) {
            return new Range(0, 1);
        }
        return from < to ? new Range(from, to) : new Range(from - 0.5, from + 0.5);
    }

    /** Changes whenever the charts must be drawn again. */
    ReadOnlyLongProperty revision() {
        return revision.getReadOnlyProperty();
    }

    private static Range within(Range wanted, Range all) {
        double shift = Math.max(all.from() - wanted.from(), Math.min(0, all.to() - wanted.to()));
        return shift == 0 ? wanted : new Range(wanted.from() + shift, wanted.to() + shift);
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
