package orcareward.ui.chart;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Circle;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Up to some 100,000 points of two values each; a click picks the nearest one. */
public final class ScatterChart extends ChartRegion {
    private static final double REACH = 12;
    private static final double RADIUS = 2.5;

    private final ScatterPainter painter;
    private final StringProperty xLabel = new SimpleStringProperty(this, "xLabel", "");
    private final StringProperty yLabel = new SimpleStringProperty(this, "yLabel", "");
    private final BooleanProperty diagonal = new SimpleBooleanProperty(this, "diagonal");
    private final BooleanProperty zeroLine = new SimpleBooleanProperty(this, "zeroLine");
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selectedIndex", -1);
    private final Circle ring = new Circle(2 * RADIUS + 1);
    private @Nullable IntConsumer onPick;

    /** Formats of the numbers along both axes. */
    public ScatterChart(String title, ValueFormat xFormat, ValueFormat yFormat) {
        super(title);
        painter = new ScatterPainter(xFormat, yFormat);
        emptyTextProperty().set(Texts.get("chart.empty.evaluation"));
        ring.getStyleClass().add("chart-selected-point");
        ring.setManaged(false);
        ring.setMouseTransparent(true);
        ring.setVisible(false);
        getChildren().add(ring);
        List.of(xLabel, yLabel, diagonal, zeroLine).forEach(p -> p.addListener(ignored -> redraw()));
        selected.subscribe(this::painted);
        setOnMouseClicked(this::click);
    }

    /**
     * Shows these points; none for the empty state. The arrays are not copied and not to be changed.
     *
     * @param x across
     * @param y upwards, one for each x
     * @param emphasized which pairs are in the wrong order; they have the colour of rejected responses
     * @throws IllegalArgumentException when the lengths differ
     */
    public void show(double[] x, double[] y, boolean[] emphasized) {
        painter.show(x, y, emphasized);
        selected.set(-1);
        redraw();
    }

    /** What is measured across. */
    public StringProperty xLabelProperty() {
        return xLabel;
    }

    /** What is measured upwards. */
    public StringProperty yLabelProperty() {
        return yLabel;
    }

    /** Whether both axes have one range, with a line where both values are the same. */
    public BooleanProperty diagonalProperty() {
        return diagonal;
    }

    /** Whether a line marks 0 upwards. */
    public BooleanProperty zeroLineProperty() {
        return zeroLine;
    }

    /** The point with a ring around it, -1 for none; a click sets it, and so may a table beside. */
    public IntegerProperty selectedIndexProperty() {
        return selected;
    }

    /** Is given the index of the point that was clicked. */
    public void setOnPick(IntConsumer action) {
        onPick = action;
    }

    @Override
    boolean isEmpty() {
        return painter.isEmpty();
    }

    @Override
    Axes paint(Surface surface, Palette palette, Box box, boolean forFile) {
        return painter.paint(surface, palette, box, xLabel.get(), yLabel.get(), diagonal.get(), zeroLine.get(),
                this::shows);
    }

    @Override
    List<LegendEntry> legendEntries() {
        return ScatterPainter.legend();
    }

    @Override
    String readOutText() {
        return "";
    }

    @Override
    void painted() {
        Axes axes = axes();
        int index = selected.get();
        boolean known = axes != null && index >= 0 && index < painter.size();
        ring.setVisible(known);
        if (axes != null && known) {
            ring.setCenterX(axes.x().pixel(painter.x(index)));
            ring.setCenterY(axes.y().pixel(painter.y(index)));
        }
    }

    private void click(MouseEvent event) {
        Axes axes = axes();
        if (axes == null || event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        int index = painter.nearest(axes, event.getX(), event.getY(), REACH);
        if (index >= 0) {
            selected.set(index);
            if (onPick != null) {
                onPick.accept(index);
            }
        }
    }
}
