package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.paint.Color;
import orcareward.ui.fx.Texts;

/** Histograms of one or more distributions over each other, in bins that they share. */
public final class HistogramChart extends ChartRegion {
    private static final double FILL = 0.35;

    private final ValueFormat format;
    private final BooleanProperty zeroLine = new SimpleBooleanProperty(this, "zeroLine");
    private final StringProperty xLabel = new SimpleStringProperty(this, "xLabel", "");
    private List<Distribution> distributions = List.of();
    private List<long[]> counts = List.of();
    private Bins bins = Bins.of(List.of());

    /** @param format of the values, below the bars */
    public HistogramChart(String title, ValueFormat format) {
        super(title);
        this.format = format;
        emptyTextProperty().set(Texts.get("chart.empty.evaluation"));
        zeroLine.addListener(ignored -> redraw());
        xLabel.addListener(ignored -> redraw());
    }

    /** Shows these, and nothing else; none for the empty state. */
    public void show(List<Distribution> newDistributions) {
        distributions = List.copyOf(newDistributions);
        bins = Bins.of(distributions.stream().map(Distribution::values).toList());
        counts = distributions.stream().map(d -> bins.count(d.values())).toList();
        redraw();
    }

    /** Whether a line marks 0, as for margins: left of it is wrong. */
    public BooleanProperty zeroLineProperty() {
        return zeroLine;
    }

    /** What the values are, below the axis. */
    public StringProperty xLabelProperty() {
        return xLabel;
    }

    @Override
    boolean isEmpty() {
        return counts.stream().allMatch(each -> most(each) == 0);
    }

    @Override
    Axes paint(Surface surface, Palette palette, Box box, boolean forFile) {
        long most = 1;
        for (int i = 0; i < counts.size(); i++) {
            most = shows(distributions.get(i).name()) ? Math.max(most, most(counts.get(i))) : most;
        }
        AxisStyle across = new AxisStyle(xLabel.get(), format, false, AxisStyle.Count.ROUND, false);
        AxisStyle up = new AxisStyle(Texts.get("chart.axis.pairs"), ValueFormat.COUNT, false, AxisStyle.Count.WHOLE,
                true);
        Axes axes = Axes.in(box, surface, new Range(bins.first(), bins.last()), across, new Range(0, most), up);
        axes.paint(surface, palette);
        for (int i = 0; i < counts.size(); i++) {
            if (shows(distributions.get(i).name())) {
                paintBars(surface, axes, counts.get(i), palette.of(distributions.get(i).ink()));
            }
        }
        if (zeroLine.get() && bins.first() <= 0 && bins.last() >= 0) {
            double zero = Axes.middle(axes.x().pixel(0));
            surface.dashes(zero, axes.plot().y(), zero, axes.plot().bottom(), palette.text());
        }
        return axes;
    }

    /** Bars without gaps, so that what lies behind shows through, under an outline that tells them apart. */
    private void paintBars(Surface surface, Axes axes, long[] heights, Color color) {
        double[] xs = new double[2 * heights.length + 2];
        double[] ys = new double[xs.length];
        double base = axes.y().pixel(0);
        ys[0] = base;
        for (int i = 0; i <= heights.length; i++) {
            double edge = axes.x().pixel(bins.first() + i * bins.width());
            xs[2 * i] = edge;
            xs[2 * i + 1] = edge;
            if (i < heights.length) {
                ys[2 * i + 1] = axes.y().pixel(heights[i]);
                ys[2 * i + 2] = ys[2 * i + 1];
            }
        }
        ys[ys.length - 1] = base;
        surface.polygon(xs, ys, xs.length, Palette.faded(color, FILL));
        surface.polyline(xs, ys, xs.length, color, 1.5);
    }

    @Override
    List<LegendEntry> legendEntries() {
        List<LegendEntry> entries = new ArrayList<>();
        if (distributions.size() > 1) {
            distributions.forEach(d -> entries.add(new LegendEntry(d.name(), d.ink(), LegendEntry.Mark.BAR)));
        }
        return entries;
    }

    @Override
    String readOutText() {
        return "";
    }

    private static long most(long[] counts) {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }
}
