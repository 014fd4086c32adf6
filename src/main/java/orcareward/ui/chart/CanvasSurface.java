package orcareward.ui.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws on a JavaFX canvas. */
final class CanvasSurface implements Surface {
    private static final double DASH = 4;

    private final GraphicsContext context;
    private final Text ruler = new Text();
    private final String family;
    private final double resolution;

    /**
     * @param family name of the font, that of the rest of the window
     * @param resolution device pixels side by side in one of the canvas
     */
    CanvasSurface(GraphicsContext context, String family, double resolution) {
        this.context = context;
        this.resolution = resolution;
        this.family = family;
        context.setLineJoin(StrokeLineJoin.BEVEL);
        context.setTextBaseline(VPos.BASELINE);
    }

    @Override
    public double resolution() {
        return resolution;
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Color color, double width) {
        stroke(color, width);
        context.strokeLine(x1, y1, x2, y2);
    }

    @Override
    public void dashes(double x1, double y1, double x2, double y2, Color color) {
        context.setLineDashes(DASH, DASH);
        line(x1, y1, x2, y2, color, 1);
        context.setLineDashes((double[]) null);
    }

    @Override
    public void polyline(double[] xs, double[] ys, int n, Color color, double width) {
        stroke(color, width);
        context.strokePolyline(xs, ys, n);
    }

    @Override
    public void bars(ColumnBars bars, Color color, double width) {
        context.setFill(color);
        // Wider than a column they overlap, which shows only where colours are translucent.
        double across = color.isOpaque() ? Math.max(width, bars.width()) : bars.width();
        double left = (bars.width() - across) / 2;
        for (int i = 0; i < bars.number(); i++) {
            context.fillRect(bars.left(i) + left, bars.low(i) - width / 2, across,
                    bars.high(i) - bars.low(i) + width);
        }
    }

    @Override
    public void polygon(double[] xs, double[] ys, int n, Color fill) {
        context.setFill(fill);
        context.fillPolygon(xs, ys, n);
    }

    @Override
    public void ring(double x, double y, double radius, Color stroke, Color fill) {
        dot(x, y, radius, fill);
        stroke(stroke, 1.5);
        context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void dot(double x, double y, double radius, Color fill) {
        context.setFill(fill);
        context.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void bar(double x, double y, double width, double height, Color fill) {
        context.setFill(fill);
        context.fillRect(x, y, width, height);
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, double size, boolean strong, Color color) {
        context.setFont(font(size, strong));
        context.setFill(color);
        context.setTextAlign(switch (anchor) {
            case START -> TextAlignment.LEFT;
            case MIDDLE -> TextAlignment.CENTER;
            case END -> TextAlignment.RIGHT;
        });
        context.fillText(text, x, y);
    }

    @Override
    public void uprightText(String text, double x, double y, double size, Color color) {
        context.save();
        context.translate(x, y);
        context.rotate(-90);
        text(text, 0, 0, Anchor.MIDDLE, size, false, color);
        context.restore();
    }

    @Override
    public double widthOf(String text, double size, boolean strong) {
        ruler.setFont(font(size, strong));
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        context.save();
        context.beginPath();
        context.rect(box.x(), box.y(), box.width(), box.height());
        context.clip();
        drawing.run();
        context.restore();
    }

    private Font font(double size, boolean strong) {
        return Font.font(family, strong ? FontWeight.BOLD : FontWeight.NORMAL, size);
    }

    private void stroke(Color color, double width) {
        context.setStroke(color);
        context.setLineWidth(width);
    }
}
