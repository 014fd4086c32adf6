package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;

/** Draws the curves of one metric: bands behind, raw lines, smoothed lines, evaluations before them. */
final class MetricPainter {
    private static final double THIN = 1;
    private static final double STRONG = 2;
    private static final double LOG_MARGIN = 0.04;
    /** What is larger would leave no room for the axis's own arithmetic. */
    private static final double LARGEST = 1e100;

    private final ChartGroup group;
    private final Metric metric;
    private final List<Trace> traces = new ArrayList<>();
    private int used;
    private int leftOut;

    MetricPainter(ChartGroup group, Metric metric) {
        this.group = group;
        this.metric = metric;
    }

    /** Whether values are drawn on a logarithmic scale. */
    boolean logarithmic() {
        return group.logScaleProperty().get() && metric.format().logarithmic();
    }

    /** How many values of the last drawing had no place on its logarithmic scale. */
    int leftOut() {
        return leftOut;
    }

    /** Draws everything into a box. */
    Axes paint(Surface surface, Palette palette, Box box, boolean forFile) {
        Range window = group.range();
        collect(window, (int) Math.max(1, box.width() * Math.max(1, surface.resolution())));
        AxisStyle across = AxisStyle.along(group.xAxisProperty().get(), forFile);
        AxisStyle up = AxisStyle.values("", metric.format(), logarithmic());
        Axes axes = Axes.in(box, surface, window, across, values(window), up);
        axes.paint(surface, palette);
        surface.clipped(axes.plot().inset(-4, -4, 0, -4), () -> {
            for (Trace.Role role : Trace.Role.values()) {
                traces.subList(0, used).stream().filter(trace -> trace.is(role))
                        .forEach(trace -> trace.paint(surface, palette, axes));
            }
        });
        return axes;
    }

    private void collect(Range window, int columns) {
        used = 0;
        XAxis axis = group.xAxisProperty().get();
        double weight = Math.clamp(group.smoothingProperty().get(), 0, ChartGroup.MOST_SMOOTHING);
        for (Curve curve : metric.curves()) {
            if (!group.shows(curve)) {
                continue;
            }
            switch (curve) {
                case Curve.Line line -> {
                    boolean smooth = weight > 0;
                    add(smooth ? Trace.Role.RAW : Trace.Role.LINE, line, line.values(), line.values().values(), axis,
                            window, columns);
                    if (smooth) {
                        add(Trace.Role.LINE, line, line.values(), metric.smoothed(line.values(), weight), axis, window,
                                columns);
                    }
                }
                case Curve.Points points -> add(Trace.Role.POINTS, points, points.values(), points.values().values(),
                        axis, window, columns);
                case Curve.Band band -> {
                    add(Trace.Role.BAND_LOW, band, band.low(), band.low().values(), axis, window, columns);
                    add(Trace.Role.BAND_HIGH, band, band.high(), band.high().values(), axis, window, columns);
                    traces.get(used - 1).above(traces.get(used - 2));
                }
            }
        }
    }

    private void add(Trace.Role role, Curve curve, Series series, double[] values, XAxis axis, Range window,
            int columns) {
        if (used == traces.size()) {
            traces.add(new Trace());
        }
        double width = role == Trace.Role.LINE ? STRONG : THIN;
        traces.get(used++).set(role, curve.ink(), width).reduce(series.positions(axis), values, series.size(), window,
                columns);
    }

    /** From the smallest to the largest value in a window; around a single one when all are the same. */
    private Range values(Range window) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double above = logarithmic() ? 0 : -LARGEST;
        leftOut = logarithmic() ? countLeftOut(window) : 0;
        for (Trace trace : traces.subList(0, used)) {
            MinMax points = trace.points();
            for (int i = 0; i < points.size(); i++) {
                double value = points.y()[i];
                double x = points.x()[i];
                if (value > above && value < LARGEST && x >= window.from() && x <= window.to()) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            return logarithmic() ? new Range(0.1, 1) : new Range(0, metric.format().unit());
        }
        if (high - low > Math.abs(high) * 1e-9) {
            double margin = logarithmic() ? Math.pow(high / low, LOG_MARGIN) : 1;
            return new Range(low / margin, high * margin);
        }
        double around = low == 0 ? metric.format().unit() / 2 : Math.abs(low) * 0.05;
        return new Range(low - around, low + around);
    }

    private int countLeftOut(Range window) {
        int count = 0;
        for (Curve curve : metric.curves()) {
            for (Series series : curve.series()) {
                double[] x = series.positions(group.xAxisProperty().get());
                int end = group.shows(curve) ? MinMax.firstAfter(x, series.size(), window.to()) : 0;
                for (int i = MinMax.firstAtOrAfter(x, series.size(), window.from()); i < end; i++) {
                    count += series.value(i) <= 0 ? 1 : 0;
                }
            }
        }
        return count;
    }
}
