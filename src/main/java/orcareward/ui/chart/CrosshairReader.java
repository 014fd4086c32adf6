package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of all curves of a group at one position. */
final class CrosshairReader {
    private final ChartGroup group;

    CrosshairReader(ChartGroup group) {
        this.group = group;
    }

    /** What lies at a position; null where no line has points. */
    @Nullable
    ReadOut read(double position) {
        XAxis axis = group.xAxisProperty().get();
        Series clock = null;
        List<ReadOut.Value> values = new ArrayList<>();
        for (Metric metric : group.metrics()) {
            for (Curve curve : metric.curves()) {
                if (!group.shows(curve)) {
                    continue;
                }
                if (clock == null && curve instanceof Curve.Line line && !line.values().isEmpty()) {
                    clock = line.values();
                }
                addTo(values, metric, curve, axis, position);
            }
        }
        if (clock == null) {
            return null;
        }
        int at = clock.nearest(axis, position);
        return new ReadOut(clock.step(at), clock.epoch(at), clock.seconds(at), values);
    }

    /** The index of the point that a curve has at a position, -1 for none: of a line the nearest, of evaluations the last. */
    static int pointAt(Curve curve, Series series, XAxis axis, double position) {
        int size = series.size();
        double[] x = series.positions(axis);
        if (size == 0 || position < x[0]) {
            return -1;
        }
        if (curve instanceof Curve.Points) {
            return MinMax.firstAfter(x, size, position) - 1;
        }
        return position > x[size - 1] ? -1 : series.nearest(axis, position);
    }

    private static void addTo(List<ReadOut.Value> values, Metric metric, Curve curve, XAxis axis, double position) {
        for (Series series : curve.series()) {
            int at = pointAt(curve, series, axis, position);
            if (at >= 0) {
                double value = series.value(at);
                values.add(new ReadOut.Value(metric.title(), curve.name(), value, metric.format().text(value)));
            }
        }
    }
}
