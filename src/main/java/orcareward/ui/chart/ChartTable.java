package orcareward.ui.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.files.AtomicFiles;

/** The numbers behind a group of charts, as they were when it was made; written by any thread. */
public final class ChartTable {
    private final List<Column> columns;

    private record Column(String name, Series.Columns series) {
    }

    private ChartTable(List<Column> columns) {
        this.columns = columns;
    }

    static ChartTable of(ChartGroup group) {
        List<Column> columns = new ArrayList<>();
        for (Metric metric : group.metrics()) {
            for (Curve curve : metric.curves()) {
                String name = metric.title() + " / " + curve.name();
                if (curve instanceof Curve.Band band) {
                    columns.add(new Column(name + " low", band.low().columns()));
                    columns.add(new Column(name + " high", band.high().columns()));
                } else {
                    columns.add(new Column(name, curve.series().getFirst().columns()));
                }
            }
        }
        return new ChartTable(columns);
    }

    /** Writes {@link #csv} to a file, whole or not at all. */
    public void writeCsv(Path file) throws IOException {
        AtomicFiles.writeString(file, csv());
    }

    /**
     * The table: {@code step,epoch,time_seconds} and a column for each curve, named after chart and curve; a row for each step at
     * which any curve has a point, empty where one has none. Epoch and time are those of the first curve with that step. Hidden
     * curves are in it, zoom and smoothing are not.
     */
    public String csv() {
        StringBuilder out = new StringBuilder("step,epoch,time_seconds");
        columns.forEach(column -> out.append(',').append(quoted(column.name)));
        out.append('\n');
        int[] next = new int[columns.size()];
        for (double step = nextStep(next); step < Double.POSITIVE_INFINITY; step = nextStep(next)) {
            appendRow(out, step, next);
        }
        return out.toString();
    }

    private double nextStep(int[] next) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < next.length; i++) {
            Series.Columns series = columns.get(i).series;
            if (next[i] < series.size()) {
                least = Math.min(least, series.steps()[next[i]]);
            }
        }
        return least;
    }

    private void appendRow(StringBuilder out, double step, int[] next) {
        StringBuilder cells = new StringBuilder();
        boolean timed = false;
        for (int i = 0; i < next.length; i++) {
            Series.Columns series = columns.get(i).series;
            int at = next[i];
            cells.append(',');
            if (at < series.size() && series.steps()[at] == step) {
                if (!timed) {
                    out.append((long) step).append(',').append(series.epochs()[at]).append(',')
                            .append(series.seconds()[at]);
                    timed = true;
                }
                cells.append(series.values()[at]);
                next[i]++;
            }
        }
        out.append(cells).append('\n');
    }

    /** RFC 4180: quotes around what has a comma, a quote or a line end in it, quotes doubled. */
    private static String quoted(String name) {
        return name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }
}
