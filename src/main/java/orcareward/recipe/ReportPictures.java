package orcareward.recipe;

import java.util.Arrays;
import java.util.List;

/** The pictures of an evaluation's page. */
final class ReportPictures {
    private static final int BINS = 40;
    /** Dots of a scatter: more would make the page heavy and show no more. */
    private static final int MOST_DOTS = 3000;

    private final PairScores scores;

    /** Of at least one pair. */
    ReportPictures(PairScores scores) {
        this.scores = scores;
    }

    /** Chosen and rejected rewards over each other. */
    String rewards() {
        double[] range = range(scores.chosen(), scores.rejected());
        return histogram("Rewards of chosen and rejected responses", "reward", range,
                List.of("chosen", "rejected"), List.of(scores.chosen(), scores.rejected()));
    }

    /** Margins, with a line at 0. */
    String margins() {
        double[] margins = scores.margins();
        return histogram("Margins", "chosen - rejected", range(margins, new double[]{0}), List.of("plain"),
                List.of(margins));
    }

    private static String histogram(String label, String xLabel, double[] range, List<String> styles,
            List<double[]> values) {
        int[][] counts = new int[values.size()][];
        int most = 1;
        for (int i = 0; i < values.size(); i++) {
            counts[i] = counts(values.get(i), range);
            most = Math.max(most, Arrays.stream(counts[i]).max().orElse(0));
        }
        Svg svg = new Svg(label, range[0], range[1], 0, most).axes(xLabel, "pairs");
        double width = (range[1] - range[0]) / BINS;
        for (int i = 0; i < counts.length; i++) {
            for (int bin = 0; bin < BINS; bin++) {
                svg.bar(styles.get(i), range[0] + bin * width, range[0] + (bin + 1) * width, counts[i][bin]);
            }
        }
        if (range[0] <= 0 && range[1] >= 0) {
            svg.line("zero", 0, 0, 0, most);
        }
        return svg.end();
    }

    private static int[] counts(double[] values, double[] range) {
        int[] counts = new int[BINS];
        for (double value : values) {
            if (Double.isFinite(value)) {
                int bin = (int) ((value - range[0]) / (range[1] - range[0]) * BINS);
                counts[Math.clamp(bin, 0, BINS - 1)]++;
            }
        }
        return counts;
    }

    /** Each pair's two rewards; below the diagonal the chosen one is ahead. */
    String chosenAgainstRejected() {
        double[] range = range(scores.chosen(), scores.rejected());
        Svg svg = new Svg("Chosen against rejected reward", range[0], range[1], range[0], range[1])
                .axes("reward of chosen", "reward of rejected");
        svg.line("zero", range[0], range[0], range[1], range[1]);
        for (int pair = 0; pair < scores.size(); pair += step()) {
            dot(svg, pair, scores.chosen(pair), scores.rejected(pair));
        }
        return svg.end();
    }

    /** Whether longer responses get higher rewards. */
    String marginAgainstLength() {
        double[] lengths = scores.lengthDifferences();
        double[] x = range(lengths, new double[]{0});
        double[] y = range(scores.margins(), new double[]{0});
        Svg svg = new Svg("Margin against difference in length", x[0], x[1], y[0], y[1])
                .axes("tokens of chosen - rejected", "margin");
        svg.line("zero", x[0], 0, x[1], 0);
        for (int pair = 0; pair < scores.size(); pair += step()) {
            dot(svg, pair, lengths[pair], scores.margin(pair));
        }
        return svg.end();
    }

    private void dot(Svg svg, int pair, double x, double y) {
        if (Double.isFinite(x) && Double.isFinite(y)) {
            svg.dot(scores.isRight(pair) ? "right" : "wrong", x, y, 2);
        }
    }

    private int step() {
        return Math.max(1, (scores.size() + MOST_DOTS - 1) / MOST_DOTS);
    }

    /** Confidence against the share of right pairs; on the diagonal a margin means what it says. */
    String reliability(EvaluationFigures figures) {
        Svg svg = new Svg("Reliability", 0.5, 1, 0, 1).axes("confidence", "accuracy");
        svg.line("zero", 0.5, 0.5, 1, 1);
        EvaluationFigures.Bin before = null;
        for (EvaluationFigures.Bin bin : figures.bins()) {
            if (before != null) {
                svg.line("curve", before.confidence(), before.accuracy(), bin.confidence(), bin.accuracy());
            }
            svg.dot("point", bin.confidence(), bin.accuracy(), 2 + 6 * Math.sqrt((double) bin.pairs() / scores.size()));
            before = bin;
        }
        return svg.end();
    }

    /** Smallest and largest finite value, never the same. */
    private static double[] range(double[] some, double[] more) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] values : new double[][]{some, more}) {
            for (double value : values) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        return min < max
                ? new double[]{min, max}
                : min == max ? new double[]{min - 0.5, max + 0.5} : new double[]{0, 1};
    }
}
