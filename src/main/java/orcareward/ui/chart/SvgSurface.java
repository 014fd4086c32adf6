package orcareward.ui.chart;

import java.util.Locale;
import javafx.scene.paint.Color;

/** Writes a drawing as SVG 1.1, which needs no toolkit: text stays text, lines stay lines. */
final class SvgSurface implements Surface {
    private static final String FONTS = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
    /** Mean width of a letter in fonts without serifs, in parts of its size; nothing here can measure. */
    private static final double LETTER = 0.56;

    private final StringBuilder out = new StringBuilder();
    private int clips;

    /** An empty drawing. */
    SvgSurface(double width, double height) {
        out.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"%s\">%n",
                width, height, width, height, FONTS));
    }

    /** The finished document. */
    String finish() {
        return out + "</svg>\n";
    }

    @Override
    public double resolution() {
        return 0;
    }

    @Override
    public void bars(ColumnBars bars, Color color, double width) {
        throw new IllegalStateException("a drawing without pixels has no columns of them");
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Color color, double width) {
        straight(x1, y1, x2, y2, color, width, "");
    }

    @Override
    public void dashes(double x1, double y1, double x2, double y2, Color color) {
        straight(x1, y1, x2, y2, color, 1, " stroke-dasharray=\"4 4\"");
    }

    @Override
    public void polyline(double[] xs, double[] ys, int n, Color color, double width) {
        out.append("<polyline points=\"");
        points(xs, ys, n);
        out.append("\" fill=\"none\"").append(paint("stroke", color)).append(" stroke-width=\"").append(number(width))
                .append("\" stroke-linejoin=\"bevel\"/>\n");
    }

    @Override
    public void polygon(double[] xs, double[] ys, int n, Color fill) {
        out.append("<polygon points=\"");
        points(xs, ys, n);
        out.append('"').append(paint("fill", fill)).append("/>\n");
    }

    @Override
    public void ring(double x, double y, double radius, Color stroke, Color fill) {
        circle(x, y, radius, paint("fill", fill) + paint("stroke", stroke) + " stroke-width=\"1.5\"");
    }

    @Override
    public void dot(double x, double y, double radius, Color fill) {
        circle(x, y, radius, paint("fill", fill));
    }

    @Override
    public void bar(double x, double y, double width, double height, Color fill) {
        out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" width=\"")
                .append(number(width)).append("\" height=\"").append(number(height)).append('"')
                .append(paint("fill", fill)).append("/>\n");
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, double size, boolean strong, Color color) {
        out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append('"');
        words(text, anchor, size, strong, color);
    }

    @Override
    public void uprightText(String text, double x, double y, double size, Color color) {
        out.append("<text transform=\"translate(").append(number(x)).append(' ').append(number(y))
                .append(") rotate(-90)\"");
        words(text, Anchor.MIDDLE, size, false, color);
    }

    @Override
    public double widthOf(String text, double size, boolean strong) {
        return text.length() * size * LETTER;
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        String id = "clip" + ++clips;
        out.append("<clipPath id=\"").append(id).append("\"><rect x=\"").append(number(box.x())).append("\" y=\"")
                .append(number(box.y())).append("\" width=\"").append(number(box.width())).append("\" height=\"")
                .append(number(box.height())).append("\"/></clipPath>\n<g clip-path=\"url(#").append(id)
                .append(")\">\n");
        drawing.run();
        out.append("</g>\n");
    }

    private void straight(double x1, double y1, double x2, double y2, Color color, double width, String more) {
        out.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1)).append("\" x2=\"")
                .append(number(x2)).append("\" y2=\"").append(number(y2)).append('"').append(paint("stroke", color))
                .append(" stroke-width=\"").append(number(width)).append('"').append(more).append("/>\n");
    }

    private void circle(double x, double y, double radius, String paints) {
        out.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y)).append("\" r=\"")
                .append(number(radius)).append('"').append(paints).append("/>\n");
    }

    private void words(String text, Anchor anchor, double size, boolean strong, Color color) {
        String where = switch (anchor) {
            case START -> "start";
            case MIDDLE -> "middle";
            case END -> "end";
        };
        out.append(" text-anchor=\"").append(where).append("\" font-size=\"").append(number(size)).append('"')
                .append(strong ? " font-weight=\"600\"" : "").append(paint("fill", color)).append('>')
                .append(escaped(text)).append("</text>\n");
    }

    private void points(double[] xs, double[] ys, int n) {
        for (int i = 0; i < n; i++) {
            out.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
    }

    private static String paint(String what, Color color) {
        String rgb = String.format(Locale.ROOT, " %s=\"#%02x%02x%02x\"", what, Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
        return color.isOpaque() ? rgb : rgb + " " + what + "-opacity=\"" + number(color.getOpacity()) + '"';
    }

    /** Hundredths of a pixel are enough. */
    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths % 100 == 0 ? Long.toString(hundredths / 100) : Double.toString(hundredths / 100.0);
    }

    /** What XML 1.0 can hold: its special characters named, others that it forbids left out. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF))
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        default -> safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }
}
