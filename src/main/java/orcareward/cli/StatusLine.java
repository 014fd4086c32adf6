package orcareward.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal, drawn over and over. Carriage return and spaces alone, so that it needs nothing of the
 * terminal; at most ten times a second, so that fast steps don't wait for slow terminals.
 */
final class StatusLine {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final int columns;
    private final LongSupplier nanoTime;
    private int drawn;
    private long drawnAt;
    private boolean everDrawn;

    StatusLine(PrintWriter out, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /** Shows a text in place of the last one, unless that is younger than a tenth of a second. */
    void show(String text) {
        long now = nanoTime.getAsLong();
        if (everDrawn && drawn > 0 && now - drawnAt < REDRAW_NANOS) {
            return;
        }
        // The last column stays free: some terminals wrap as soon as it is written.
        String fitting = text.length() < columns ? text : text.substring(0, columns - 1);
        out.print("\r" + fitting + " ".repeat(Math.max(0, drawn - fitting.length())));
        out.flush();
        drawn = fitting.length();
        drawnAt = now;
        everDrawn = true;
    }

    /** Takes the text away, so that other lines can be printed; the next one is shown at once. */
    void clear() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }
}
