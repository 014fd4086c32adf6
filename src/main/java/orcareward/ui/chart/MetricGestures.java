package orcareward.ui.chart;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What pointer and keys do on a metric chart: zoom, move, read. */
final class MetricGestures {
    private static final double PAN = 0.1;
    private static final double ZOOM = 1.25;
    /** A shorter drag is a click. */
    private static final double LEAST_DRAG = 6;

    private final MetricChart chart;
    private final ChartGroup group;
    private final CrosshairLayer layer;
    private double pressedAt = Double.NaN;
    private double pannedFrom = Double.NaN;

    private MetricGestures(MetricChart chart, ChartGroup group, CrosshairLayer layer) {
        this.chart = chart;
        this.group = group;
        this.layer = layer;
    }

    static void install(MetricChart chart, ChartGroup group, CrosshairLayer layer) {
        MetricGestures gestures = new MetricGestures(chart, group, layer);
        chart.setOnMouseMoved(event -> gestures.hover(event.getX(), event.getY()));
        chart.setOnMouseExited(event -> group.crosshairProperty().set(null));
        chart.setOnMousePressed(gestures::press);
        chart.setOnMouseDragged(gestures::drag);
        chart.setOnMouseReleased(gestures::release);
        chart.setOnMouseClicked(gestures::click);
        chart.setOnScroll(gestures::scroll);
        chart.setOnKeyPressed(gestures::key);
    }

    private void hover(double x, double y) {
        Axes axes = chart.axes();
        boolean inside = axes != null && axes.plot().contains(x, y);
        group.crosshairProperty().set(axes != null && inside ? chart.snapped(axes.x().value(x)) : null);
    }

    private void press(MouseEvent event) {
        chart.requestFocus();
        Axes axes = chart.axes();
        if (axes == null || !axes.plot().contains(event.getX(), event.getY())) {
            return;
        }
        if (event.getButton() == MouseButton.MIDDLE
                || event.getButton() == MouseButton.PRIMARY && event.isShiftDown()) {
            pannedFrom = event.getX();
        } else if (event.getButton() == MouseButton.PRIMARY) {
            pressedAt = event.getX();
        }
    }

    private void drag(MouseEvent event) {
        Axes axes = chart.axes();
        if (axes == null) {
            return;
        }
        if (!Double.isNaN(pannedFrom)) {
            group.pan((pannedFrom - event.getX()) / axes.plot().width());
            pannedFrom = event.getX();
        } else if (!Double.isNaN(pressedAt)) {
            layer.showBand(pressedAt, event.getX(), axes.plot());
        }
    }

    private void release(MouseEvent event) {
        Axes axes = chart.axes();
        layer.hideBand();
        if (axes != null && Math.abs(event.getX() - pressedAt) >= LEAST_DRAG) {
            double from = Math.max(axes.plot().x(), Math.min(pressedAt, event.getX()));
            double to = Math.min(axes.plot().right(), Math.max(pressedAt, event.getX()));
            if (from < to) {
                group.zoomTo(new Range(axes.x().value(from), axes.x().value(to)));
            }
        }
        pressedAt = Double.NaN;
        pannedFrom = Double.NaN;
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            group.resetZoom();
        }
    }

    private void scroll(ScrollEvent event) {
        Axes axes = chart.axes();
        if (axes != null && event.getDeltaY() != 0 && axes.plot().contains(event.getX(), event.getY())) {
            group.zoomBy(event.getDeltaY() > 0 ? 1 / ZOOM : ZOOM, axes.x().value(event.getX()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown() || chart.axes() == null) {
            return;
        }
        boolean known = true;
        Range range = group.range();
        switch (event.getCode()) {
            case LEFT -> move(event, -1);
            case RIGHT -> move(event, 1);
            case PLUS, EQUALS, ADD -> group.zoomBy(1 / ZOOM, (range.from() + range.to()) / 2);
            case MINUS, SUBTRACT -> group.zoomBy(ZOOM, (range.from() + range.to()) / 2);
            case DIGIT0, NUMPAD0, HOME -> group.resetZoom();
            case ESCAPE -> known = cancel();
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void move(KeyEvent event, int direction) {
        if (event.isShortcutDown()) {
            group.crosshairProperty().set(chart.neighbour(direction));
        } else {
            group.pan(direction * PAN);
        }
    }

    /** Gives up the stretch that is being drawn, or takes the line away; false when there is neither. */
    private boolean cancel() {
        boolean something = !Double.isNaN(pressedAt) || group.crosshairProperty().get() != null;
        pressedAt = Double.NaN;
        layer.hideBand();
        group.crosshairProperty().set(null);
        return something;
    }
}
