package orcareward.ui.chart;

import java.util.List;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/**
 * Whether probabilities mean what they say: for each bin of pairs, the share that was right against the probability that was
 * predicted. On the diagonal they agree; below it the model is too sure of itself.
 */
public final class ReliabilityChart extends ChartRegion {
    private static final double RING = 4;
    private static final double LIFT = 6;
    /** Of the height, below the bars' ends, so that no line crosses the numbers. */
    private static final double ROOM_FOR_COUNTS = 0.14;

    private List<Bin> bins = List.of();

    /**
     * Pairs of like probability.
     *
     * @param from smallest probability that belongs to it
     * @param to the next bin's smallest
     * @param predicted mean probability, 0 to 1; NaN when it is empty
     * @param observed share that was right, 0 to 1; NaN when it is empty
     * @param count pairs in it
     */
    public record Bin(double from, double to, double predicted, double observed, long count) {
        private boolean drawable() {
            return count > 0 && Double.isFinite(predicted) && Double.isFinite(observed);
        }
    }

    /** Without bins yet. */
    public ReliabilityChart(String title) {
        super(title);
        emptyTextProperty().set(Texts.get("chart.empty.evaluation"));
    }

    /** Shows these bins; none for the empty state. */
    public void show(List<Bin> newBins) {
        bins = List.copyOf(newBins);
        redraw();
    }

    @Override
    boolean isEmpty() {
        return bins.stream().noneMatch(Bin::drawable);
    }

    @Override
    Axes paint(Surface surface, Palette palette, Box box, boolean forFile) {
        double from = bins.stream().mapToDouble(Bin::from).min().orElse(0);
        double to = Math.max(from + 0.1, bins.stream().mapToDouble(Bin::to).max().orElse(1));
        double least = bins.stream().filter(Bin::drawable).mapToDouble(Bin::observed).min().orElse(0);
        AxisStyle across = new AxisStyle(Texts.get("chart.axis.predicted"), ValueFormat.ACCURACY, false,
                AxisStyle.Count.ROUND, false);
        AxisStyle up = new AxisStyle(Texts.get("chart.axis.observed"), ValueFormat.ACCURACY, false,
                AxisStyle.Count.ROUND, false);
        double low = Math.min(from, least);
        Range shares = new Range(low - (1 - low) * ROOM_FOR_COUNTS, 1);
        Axes axes = Axes.in(box, surface, new Range(from, to), across, shares, up);
        axes.paint(surface, palette);
        Scale x = axes.x();
        Scale y = axes.y();
        surface.dashes(x.pixel(from), y.pixel(from), x.pixel(to), y.pixel(to), palette.muted());
        List<Bin> full = bins.stream().filter(Bin::drawable).toList();
        double base = y.pixel(y.range().from());
        for (Bin bin : full) {
            double left = x.pixel(bin.from()) + 1;
            double top = y.pixel(bin.observed());
            surface.bar(left, top, x.pixel(bin.to()) - 1 - left, base - top, palette.tint(Ink.ACCENT));
        }
        double[] xs = full.stream().mapToDouble(bin -> x.pixel(bin.predicted())).toArray();
        double[] ys = full.stream().mapToDouble(bin -> y.pixel(bin.observed())).toArray();
        surface.polyline(xs, ys, xs.length, palette.of(Ink.ACCENT), 2);
        for (int i = 0; i < xs.length; i++) {
            surface.ring(xs[i], ys[i], RING, palette.of(Ink.ACCENT), palette.background());
        }
        paintCounts(surface, palette, axes, full);
        return axes;
    }

    /** Above the axis, where there is room: points of few pairs weigh little. */
    private static void paintCounts(Surface surface, Palette palette, Axes axes, List<Bin> full) {
        for (Bin bin : full) {
            String text = Formats.count(bin.count());
            double room = axes.x().pixel(bin.to()) - axes.x().pixel(bin.from());
            if (surface.widthOf(text, Surface.SMALL, false) < room) {
                surface.text(text, axes.x().pixel((bin.from() + bin.to()) / 2), axes.plot().bottom() - LIFT,
                        Surface.Anchor.MIDDLE, Surface.SMALL, false, palette.muted());
            }
        }
    }

    @Override
    String noteText() {
        return isEmpty() ? "" : Texts.get("chart.reliability.counts");
    }

    @Override
    List<LegendEntry> legendEntries() {
        return List.of();
    }

    @Override
    String readOutText() {
        return "";
    }
}
