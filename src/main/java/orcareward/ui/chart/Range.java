package orcareward.ui.chart;

/**
 * A stretch of an axis in its own units.
 *
 * @param from its lower end
 * @param to its upper end, above {@code from}
 */
public record Range(double from, double to) {
    /** @throws IllegalArgumentException when it is empty or not finite */
    public Range {
        if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
            throw new IllegalArgumentException("no range: " + from + " to " + to);
        }
    }

    /** Its length. */
    public double length() {
        return to - from;
    }

    /** Moved by a part of its length, negative to the left. */
    Range moved(double share) {
        return new Range(from + share * length(), to + share * length());
    }

    /** Made longer (above 1) or shorter (below 1) around a position that stays where it is. */
    Range scaled(double factor, double around) {
        return new Range(around - (around - from) * factor, around + (to - around) * factor);
    }
}
