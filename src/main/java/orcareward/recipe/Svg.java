package orcareward.recipe;

import java.util.Locale;
import java.util.function.DoubleConsumer;

/** A drawing with two axes, as text to put into a page; colours are the page's classes, so that light and dark both fit. */
final class Svg {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;

    private final StringBuilder text = new StringBuilder();
    private final double fromX;
    private final double toX;
    private final double fromY;
    private final double toY;

    /** Axes over two ranges; an empty range is widened by one half on both sides. */
    Svg(String label, double fromX, double toX, double fromY, double toY) {
        this.fromX = fromX < toX ? fromX : fromX - 0.5;
        this.toX = fromX < toX ? toX : fromX + 0.5;
        this.fromY = fromY < toY ? fromY : fromY - 0.5;
        this.toY = fromY < toY ? toY : fromY + 0.5;
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Html.escape(label));
    }

    /** Lines, numbers and words of both axes. */
    Svg axes(String xLabel, String yLabel) {
        ticks(fromX, toX, value -> {
            add("<text class=\"t\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(value),
                    HEIGHT - BOTTOM + 14,
                    number(value));
        });
        ticks(fromY, toY, value -> {
            add("<line class=\"g\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y(value),
                    y(value));
            add("<text class=\"t\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y(value) + 3.5,
                    number(value));
        });
        add("<text class=\"t\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 6,
                Html.escape(xLabel));
        add("<text class=\"t\" transform=\"rotate(-90)\" x=\"%d\" y=\"12\" text-anchor=\"middle\">%s</text>",
                -(TOP + HEIGHT - BOTTOM) / 2, Html.escape(yLabel));
        return this;
    }

    /** A bar from the lower edge, in a class of the page. */
    void bar(String style, double left, double right, double top) {
        add("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", style, x(left), y(top),
                Math.max(0.5, x(right) - x(left)), Math.max(0, y(fromY) - y(top)));
    }

    /** A dot of a radius in pixels. */
    void dot(String style, double x, double y, double radius) {
        add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x(x), y(y), radius);
    }

    /** A straight line. */
    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x(x1), y(y1), x(x2), y(y2));
    }

    /** The whole element. */
    String end() {
        return text + "</svg>";
    }

    /** Round numbers in a range, about five. */
    private static void ticks(double from, double to, DoubleConsumer each) {
        double raw = (to - from) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw / power <= 1
                ? power
                : raw / power <= 2 ? 2 * power : raw / power <= 5 ? 5 * power : 10 * power;
        for (double k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) {
            each.accept(k * step + 0.0); // adding 0 makes a negative zero a plain one
        }
    }

    private static String number(double value) {
        String plain = String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%,.0f" : "%.2f", value);
        return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
    }

    private double x(double value) {
        return LEFT + (value - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - fromY) / (toY - fromY) * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
