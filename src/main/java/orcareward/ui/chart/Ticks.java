package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;

/** Where an axis has its marks: round numbers, at most as many as there is room for. */
final class Ticks {
    private static final double[] ROUND = {1, 2, 5, 10};
    /** Seconds that people count in: to half a minute, to half an hour, to half a day, days. */
    private static final double[] CLOCK = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800,
            21_600, 43_200, 86_400};
    /** So that a mark on the range's end isn't lost to rounding. */
    private static final double SLACK = 1e-9;

    private final double[] values;
    private final double[] steps;

    private Ticks(double[] values, double[] steps) {
        this.values = values;
        this.steps = steps;
    }

    /** Positions, ascending. */
    double[] values() {
        return values;
    }

    /** How far a mark is from its neighbours, which decides how precisely it is written. */
    double step(int index) {
        return steps[index];
    }

    /**
     * Marks at multiples of 1, 2 or 5 times a power of ten.
     *
     * @param unit what the numbers are multiples of
     */
    static Ticks linear(Range range, int most, double unit) {
        return every(step(range.length() / unit, most) * unit, range);
    }

    /** Marks like these of which the first is at or below the range and the last at or above it; at most so many, but at least 3. */
    static Ticks enclosing(Range range, int most, double unit) {
        int room = Math.max(3, most);
        double step = step(range.length() / unit, room - 1) * unit;
        while (Math.ceil(range.to() / step - SLACK) - Math.floor(range.from() / step + SLACK) >= room) {
            step = step(1.5 * step / unit, 1) * unit;
        }
        return every(step, (long) Math.floor(range.from() / step + SLACK),
                (long) Math.ceil(range.to() / step - SLACK));
    }

    /** Marks at whole numbers alone. */
    static Ticks whole(Range range, int most) {
        return every(Math.max(1, step(range.length(), most)), range);
    }

    /** Marks at seconds, minutes, hours or days. */
    static Ticks clock(Range range, int most) {
        for (double step : CLOCK) {
            if (range.length() / step <= most) {
                return every(step, range);
            }
        }
        double day = CLOCK[CLOCK.length - 1];
        return every(Math.max(1, step(range.length() / day, most)) * day, range);
    }

    /** Marks on a logarithmic axis: powers of ten, with 2 and 5 times them when there is room; round numbers when it is short. */
    static Ticks logarithmic(Range range, int most, double unit) {
        double decades = Math.log10(range.to() / range.from());
        if (decades < 1) {
            return linear(range, most, unit);
        }
        double[] factors = decades * 3 <= most ? new double[]{1, 2, 5} : new double[]{1};
        int stride = (int) Math.max(1, Math.ceil(decades / most));
        int first = Math.floorDiv((int) Math.floor(Math.log10(range.from() / unit)), stride) * stride;
        int last = (int) Math.ceil(Math.log10(range.to() / unit));
        List<Double> values = new ArrayList<>();
        for (int power = first; power <= last; power += stride) {
            for (double factor : factors) {
                double value = factor * Math.pow(10, power) * unit;
                if (value >= range.from() * (1 - SLACK) && value <= range.to() * (1 + SLACK)) {
                    values.add(value);
                }
            }
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        // Each is written as precisely as its own size asks for.
        double[] steps = values.stream().mapToDouble(v -> Math.pow(10, Math.floor(Math.log10(v / unit) + SLACK)) * unit)
                .toArray();
        return new Ticks(all, steps);
    }

    /** The smallest round step with which a length has at most so many marks. */
    static double step(double length, int most) {
        double least = length / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : ROUND) {
            if (factor * power >= least * (1 - SLACK)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static Ticks every(double step, Range range) {
        return every(step, (long) Math.ceil(range.from() / step - SLACK),
                (long) Math.floor(range.to() / step + SLACK));
    }

    private static Ticks every(double step, long first, long last) {
        double[] values = new double[(int) Math.max(0, last - first + 1)];
        double[] steps = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (first + i) * step;
            steps[i] = step;
        }
        return new Ticks(values, steps);
    }
}
