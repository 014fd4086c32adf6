package orcareward.ui.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.text.TextAlignment;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What all charts have in common: a title, a read-out at its right, a drawing, a legend, words for when there is nothing yet, and
 * a picture of it all for a file. It is drawn in {@link #layoutChildren}, so at most once a pulse.
 */
public abstract class ChartRegion extends ThemedRegion {
    private static final double HEADING = 24;
    private static final double GAP = 8;
    private static final double LEAST_WIDTH = 120;

    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText", Texts.get("chart.empty"));
    private final Label titleLabel = new Label();
    private final Label note = new Label();
    private final Tooltip noteTip = new Tooltip();
    private final Label readOut = new Label();
    private final Label emptyLabel = new Label();
    private final Canvas canvas = new Canvas();
    private final Legend legend = new Legend(this::toggle);
    private final Set<String> hidden = new HashSet<>();
    private double height = 320;
    private boolean withLegend = true;
    private @Nullable Axes axes;
    private @Nullable Box drawn;

    ChartRegion(String title) {
        getStyleClass().add("orca-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription(Texts.get("chart.role"));
        setFocusTraversable(true);
        titleLabel.textProperty().bind(this.title);
        titleLabel.getStyleClass().add("chart-title");
        note.getStyleClass().add("chart-note");
        readOut.getStyleClass().add("chart-read-out");
        emptyLabel.textProperty().bind(emptyText);
        emptyLabel.getStyleClass().add("chart-empty");
        emptyLabel.setWrapText(true);
        emptyLabel.setTextAlignment(TextAlignment.CENTER);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, titleLabel, note, readOut, emptyLabel, legend);
        this.title.set(title);
    }

    /** The words above it. */
    public final StringProperty titleProperty() {
        return title;
    }

    /** What it says while it has nothing to show. */
    public final StringProperty emptyTextProperty() {
        return emptyText;
    }

    /**
     * What it shows, with title and legend, as a picture of at least 640 x 320 pixels in today's colours. On the FX thread; the
     * picture is written to files by any other.
     */
    public final ChartImage image() {
        Sheet sheet = new Sheet(title.get(), readOutText(), isEmpty() ? emptyText.get() : "", legendEntries(),
                this::paint);
        return ChartImage.of(sheet, palette(), titleLabel.getFont().getFamily(), getWidth(), getHeight());
    }

    /** Whether there is nothing to draw. */
    abstract boolean isEmpty();

    /** Draws axes and curves into a box. */
    abstract Axes paint(Surface surface, Palette palette, Box box, boolean forFile);

    /** The curves, in order. */
    abstract List<LegendEntry> legendEntries();

    /** The text at the title's right; empty for none. */
    abstract String readOutText();

    /** A caption beside the title; empty for none. */
    String noteText() {
        return "";
    }

    /** What the caption means; empty for nothing more. */
    String noteTipText() {
        return "";
    }

    /** Whether the legend shows a curve as visible. */
    boolean shows(String name) {
        return !hidden.contains(name);
    }

    /** Hides a curve or shows it again. */
    void toggle(String name) {
        if (!hidden.remove(name)) {
            hidden.add(name);
        }
        redraw();
    }

    /** Called after each drawing, to move what lies over it. */
    void painted() {
    }

    /** Where things lie in the drawing on the screen, in this region's coordinates; null while there is nothing. */
    final @Nullable Axes axes() {
        return axes;
    }

    @Override
    final void redraw() {
        drawn = null;
        requestLayout();
    }

    final void sized(double prefHeight, boolean legendShown) {
        height = prefHeight;
        withLegend = legendShown;
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return height;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 2 * this.height;
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(height, LEAST_WIDTH);
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected void layoutChildren() {
        Box inside = new Box(0, 0, getWidth(), getHeight()).inset(snappedTopInset(), snappedRightInset(),
                snappedBottomInset(), snappedLeftInset());
        legend.show(legendEntries(), this::shows);
        boolean empty = isEmpty();
        legend.setVisible(withLegend && !empty && !legend.getChildren().isEmpty());
        double below = legend.isVisible() ? Math.ceil(legend.prefHeight(inside.width())) : 0;
        legend.resizeRelocate(inside.x() - Legend.INDENT, inside.bottom() - below, inside.width() + Legend.INDENT,
                below);
        layoutHeading(inside);
        Box drawing = inside.inset(HEADING, 0, below, 0);
        emptyLabel.setVisible(empty);
        double words = Math.min(drawing.width(), emptyLabel.prefWidth(-1));
        double tall = Math.min(drawing.height(), emptyLabel.prefHeight(words));
        emptyLabel.resizeRelocate(drawing.x() + (drawing.width() - words) / 2,
                drawing.y() + (drawing.height() - tall) / 2, words, tall);
        if (!drawing.equals(drawn)) {
            drawn = drawing;
            draw(drawing, empty);
        }
    }

    private void layoutHeading(Box inside) {
        readOut.setText(readOutText());
        note.setText(noteText());
        noteTip.setText(noteTipText());
        note.setTooltip(noteTip.getText().isEmpty() ? null : noteTip);
        String spoken = Texts.format("chart.accessible", title.get(), isEmpty() ? emptyText.get() : readOut.getText());
        if (!spoken.equals(getAccessibleText())) {
            setAccessibleText(spoken);
        }
        double right = Math.min(inside.width(), readOut.prefWidth(-1));
        double left = Math.clamp(titleLabel.prefWidth(-1), 0, Math.max(0, inside.width() - right - GAP));
        titleLabel.resizeRelocate(inside.x(), inside.y(), left, HEADING);
        readOut.resizeRelocate(inside.right() - right, inside.y(), right, HEADING);
        double free = inside.width() - left - right - 2 * GAP;
        note.setVisible(note.prefWidth(-1) <= free);
        note.resizeRelocate(inside.x() + left + GAP, inside.y(), Math.max(0, free), HEADING);
    }

    private void draw(Box drawing, boolean empty) {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        axes = empty
                ? null
                : paint(new CanvasSurface(canvas.getGraphicsContext2D(), titleLabel.getFont().getFamily(),
                        resolution()),
                        palette(), drawing, false);
        painted();
    }
}
