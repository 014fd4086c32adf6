package orcareward.ui.chart;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** The names of a chart's curves; a click, or Space on one, hides it or shows it again. */
final class Legend extends FlowPane {
    /** Room at the left of an entry's mark, in which its focus ring is drawn. */
    static final double INDENT = 6;

    private final Consumer<String> toggle;
    private List<LegendEntry> entries = List.of();

    /** @param toggle is given the name of a curve to hide or show */
    Legend(Consumer<String> toggle) {
        super(4, 0);
        this.toggle = toggle;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("chart-legend");
    }

    /** Shows these entries; nothing is made anew when they are the same as before, so that focus stays. */
    void show(List<LegendEntry> now, Predicate<String> shown) {
        if (!now.equals(entries)) {
            entries = List.copyOf(now);
            getChildren().setAll(entries.stream().map(this::button).toList());
        }
        for (int i = 0; i < entries.size(); i++) {
            ((ToggleButton) getChildren().get(i)).setSelected(shown.test(entries.get(i).name()));
        }
    }

    private Node button(LegendEntry entry) {
        ToggleButton button = new ToggleButton(entry.name(), mark(entry));
        button.setMnemonicParsing(false); // names of runs may have underscores
        button.getStyleClass().add("chart-legend-entry");
        button.setOnAction(event -> toggle.accept(entry.name()));
        return button;
    }

    private static Shape mark(LegendEntry entry) {
        Shape shape = switch (entry.mark()) {
            case LINE -> new Rectangle(14, 2);
            case BAR -> new Rectangle(14, 10);
            case RING, DOT -> new Circle(3.5);
        };
        String ink = ThemedRegion.styleName(entry.ink());
        shape.getStyleClass().addAll("chart-mark", "ink-" + ink);
        switch (entry.mark()) {
            case RING -> shape.getStyleClass().add("hollow");
            case BAR -> shape.getStyleClass().add("area");
            case LINE, DOT -> {
            }
        }
        return shape;
    }
}
