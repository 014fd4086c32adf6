package orcareward.ui.chart;

import orcareward.ui.fx.Texts;

/**
 * How one axis counts and writes.
 *
 * @param name the words beside it, empty for none
 * @param format of its labels
 * @param logarithmic whether equal factors are equal lengths
 * @param count which numbers its marks stand at
 * @param rounded whether the range grows to the next marks, so that an axis rarely moves while values come in
 */
record AxisStyle(String name, ValueFormat format, boolean logarithmic, Count count, boolean rounded) {
    /** Which numbers marks stand at. */
    enum Count {
        ROUND, WHOLE, CLOCK
    }

    /** An axis of values. */
    static AxisStyle values(String name, ValueFormat format, boolean logarithmic) {
        return new AxisStyle(name, format, logarithmic, Count.ROUND, true);
    }

    /** The x axis of metrics, with its name or without; it shows exactly what is zoomed to. */
    static AxisStyle along(XAxis axis, boolean named) {
        return switch (axis) {
            case STEP -> new AxisStyle(named ? Texts.get("chart.axis.step") : "", ValueFormat.COUNT, false,
                    Count.WHOLE, false);
            case EPOCH -> new AxisStyle(named ? Texts.get("chart.axis.epoch") : "", ValueFormat.PLAIN, false,
                    Count.ROUND, false);
            case TIME -> new AxisStyle(named ? Texts.get("chart.axis.time") : "", ValueFormat.DURATION, false,
                    Count.CLOCK, false);
        };
    }

    /** Marks for values of a range, at most so many. */
    Ticks ticks(Range range, int most) {
        if (logarithmic) {
            return Ticks.logarithmic(range, most, format.unit());
        }
        return switch (count) {
            case ROUND -> rounded
                    ? Ticks.enclosing(range, most, format.unit())
                    : Ticks.linear(range, most, format.unit());
            case WHOLE -> rounded ? Ticks.enclosing(range, most, 1) : Ticks.whole(range, most);
            case CLOCK -> Ticks.clock(range, most);
        };
    }

    /** The range that is shown for values of a range with these marks. */
    Range shown(Range range, Ticks ticks) {
        return rounded && !logarithmic
                ? new Range(ticks.values()[0], ticks.values()[ticks.values().length - 1])
                : range;
    }

    String label(Ticks ticks, int index) {
        return format.tick(ticks.values()[index], ticks.step(index));
    }
}
