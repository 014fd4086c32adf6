package orcareward.ui.chart;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One metric over the training: its curves, a read-out, a crosshair shared with the group. Drag zooms, Shift and drag or the middle
 * button move, the wheel zooms, a double click shows everything; arrows, plus, minus and 0 do the same when it has the focus.
 */
public final class MetricChart extends ChartRegion {
    private static final double LARGE = 320;
    private static final double COMPACT = 120;
    /** Where the line begins its way by keyboard: at the newest point. */
    private static final double END = Double.MAX_VALUE;

    private final ChartGroup group;
    private final Metric metric;
    private final MetricPainter painter;
    private final CrosshairLayer crosshair;
    private final Smoothing headline = new Smoothing();
    private final BooleanProperty compact = new SimpleBooleanProperty(this, "compact");
    // Held here and weakly there: a chart may go while its group stays.
    private final InvalidationListener redraw = ignored -> redraw();
    private final InvalidationListener moveCrosshair = ignored -> crosshairMoved();

    /** Shows a metric of a group. */
    public MetricChart(ChartGroup group, Metric metric) {
        super(metric.title());
        this.group = group;
        this.metric = metric;
        painter = new MetricPainter(group, metric);
        crosshair = new CrosshairLayer(group, metric);
        getStyleClass().add("metric-chart");
        getChildren().add(crosshair);
        setAccessibleHelp(Texts.get("chart.help"));
        group.revision().addListener(new WeakInvalidationListener(redraw));
        group.readOutProperty().addListener(new WeakInvalidationListener(moveCrosshair));
        compact.subscribe(now -> {
            sized(now ? COMPACT : LARGE, !now);
            pseudoClassStateChanged(PseudoClass.getPseudoClass("compact"), now);
        });
        MetricGestures.install(this, group, crosshair);
    }

    /** Whether it is 120 pixels high, without legend, rather than 320. */
    public BooleanProperty compactProperty() {
        return compact;
    }

    @Override
    boolean isEmpty() {
        return metric.curves().stream().allMatch(curve -> curve.series().stream().allMatch(Series::isEmpty));
    }

    @Override
    Axes paint(Surface surface, Palette palette, Box box, boolean forFile) {
        return painter.paint(surface, palette, box, forFile);
    }

    @Override
    List<LegendEntry> legendEntries() {
        return metric.curves().stream().map(LegendEntry::of).toList();
    }

    @Override
    String noteText() {
        return painter.logarithmic() ? Texts.get("chart.log") : "";
    }

    @Override
    String noteTipText() {
        return painter.logarithmic() && painter.leftOut() > 0
                ? Texts.format("chart.log.left-out", painter.leftOut())
                : "";
    }

    @Override
    boolean shows(String name) {
        return !group.hidden().contains(name);
    }

    @Override
    void toggle(String name) {
        if (!group.hidden().remove(name)) {
            group.hidden().add(name);
        }
    }

    @Override
    void painted() {
        crosshair.update(axes());
    }

    /**
     * Of the training, smoothed as the strong line is, and of its evaluation: the newest values, or those under the crosshair. Where there
     * is little room the evaluation's is left out.
     */
    @Override
    String readOutText() {
        String value = "";
        String evaluation = "";
        for (Curve curve : metric.curves()) {
            if (curve.ink() != Ink.ACCENT || !group.shows(curve)) {
                continue;
            }
            if (curve instanceof Curve.Line line) {
                value = text(line, line.values(), headline.update(line.values(), group.smoothingProperty().get()));
            } else if (curve instanceof Curve.Points points && !compact.get()) {
                evaluation = text(points, points.values(), points.values().values());
            }
        }
        return evaluation.isEmpty() ? value : Texts.format("chart.readout.evaluation", value, evaluation);
    }

    private String text(Curve curve, Series series, double[] values) {
        Double x = group.crosshairProperty().get();
        int at = x == null
                ? series.size() - 1
                : CrosshairReader.pointAt(curve, series, group.xAxisProperty().get(), x);
        return at < 0 ? "" : metric.format().text(values[at]);
    }

    /** The position of the nearest point of the first line, so that the crosshair stands on points. */
    @Nullable
    Double snapped(double position) {
        Series series = firstLine();
        XAxis axis = group.xAxisProperty().get();
        return series == null ? null : series.positions(axis)[series.nearest(axis, position)];
    }

    /** The position of the point before (-1) or after (1) the crosshair. */
    @Nullable
    Double neighbour(int direction) {
        Series series = firstLine();
        if (series == null) {
            return null;
        }
        XAxis axis = group.xAxisProperty().get();
        Double now = group.crosshairProperty().get();
        int at = series.nearest(axis, now == null ? Math.min(END, group.range().to()) : now);
        return series.positions(axis)[Math.clamp(now == null ? at : at + direction, 0, series.size() - 1)];
    }

    private @Nullable Series firstLine() {
        for (Curve curve : metric.curves()) {
            if (curve instanceof Curve.Line line && group.shows(line) && !line.values().isEmpty()) {
                return line.values();
            }
        }
        return null;
    }

    private void crosshairMoved() {
        group.readOutProperty().get(); // Read, or the next change isn't told.
        crosshair.update(axes());
        requestLayout();
    }
}
