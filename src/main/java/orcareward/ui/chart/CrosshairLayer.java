package orcareward.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** What moves with the pointer above the drawing, so that the drawing itself stays: a vertical line, a dot on each curve, the stretch that is being drawn to zoom. */
final class CrosshairLayer extends Group {
    private final ChartGroup group;
    private final Metric metric;
    private final Line line = new Line();
    private final Rectangle band = new Rectangle();
    private final List<Circle> dots = new ArrayList<>();

    CrosshairLayer(ChartGroup group, Metric metric) {
        this.group = group;
        this.metric = metric;
        setManaged(false);
        setMouseTransparent(true);
        line.getStyleClass().add("chart-crosshair");
        band.getStyleClass().add("chart-rubber-band");
        line.setVisible(false);
        band.setVisible(false);
        getChildren().addAll(band, line);
    }

    /** Puts line and dots where the group's crosshair is. */
    void update(@Nullable Axes axes) {
        Double x = group.crosshairProperty().get();
        boolean shown = axes != null && x != null && x >= axes.x().range().from() && x <= axes.x().range().to();
        line.setVisible(shown);
        int used = 0;
        if (axes != null && x != null && shown) {
            double at = Axes.middle(axes.x().pixel(x));
            line.setStartX(at);
            line.setEndX(at);
            line.setStartY(axes.plot().y());
            line.setEndY(axes.plot().bottom());
            used = placeDots(axes, x);
        }
        for (int i = used; i < dots.size(); i++) {
            dots.get(i).setVisible(false);
        }
    }

    /** Shows the stretch between two pixels. */
    void showBand(double from, double to, Box plot) {
        band.setX(Math.max(plot.x(), Math.min(from, to)));
        band.setWidth(Math.min(plot.right(), Math.max(from, to)) - band.getX());
        band.setY(plot.y());
        band.setHeight(plot.height());
        band.setVisible(true);
    }

    /** Shows no stretch any more. */
    void hideBand() {
        band.setVisible(false);
    }

    private int placeDots(Axes axes, double x) {
        int used = 0;
        XAxis axis = group.xAxisProperty().get();
        for (Curve curve : metric.curves()) {
            if (!(curve instanceof Curve.Line) || !group.shows(curve)) {
                continue;
            }
            Series series = curve.series().getFirst();
            int at = CrosshairReader.pointAt(curve, series, axis, x);
            double y = at < 0 ? Double.NaN : axes.y().pixel(series.value(at));
            if (Double.isFinite(y)) {
                Circle dot = dot(used++);
                dot.getStyleClass().setAll("chart-dot", "ink-" + ThemedRegion.styleName(curve.ink()));
                dot.setCenterX(axes.x().pixel(series.positions(axis)[at]));
                dot.setCenterY(y);
                dot.setVisible(true);
            }
        }
        return used;
    }

    private Circle dot(int index) {
        if (index == dots.size()) {
            Circle dot = new Circle(4);
            dots.add(dot);
            getChildren().add(dot);
        }
        return dots.get(index);
    }
}
