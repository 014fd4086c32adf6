package orcareward.ui.evaluate;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A reward as a bar from 0, on the scale of the whole evaluation. */
final class RewardBar extends Region {
    private static final double HEIGHT = 12;

    private final Region bar = new Region();
    private final Region zero = new Region();
    private double reward;
    private double least;
    private double most = 1;

    /** {@code side} is the style class of its colour: {@code chosen} or {@code rejected}. */
    RewardBar(String side) {
        getStyleClass().add("reward-bar");
        bar.getStyleClass().addAll("reward-bar-fill", side);
        zero.getStyleClass().add("reward-bar-zero");
        getChildren().addAll(bar, zero);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        setMinWidth(48);
        setPrefSize(160, HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /** Shows a reward on a scale from {@code from}, at most 0, to {@code to}, at least 0. */
    void show(double value, double from, double to) {
        reward = value;
        least = from;
        most = to;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double origin = x(0);
        double end = Double.isFinite(reward) ? x(reward) : origin;
        bar.resizeRelocate(Math.min(origin, end), 0, Math.max(1, Math.abs(end - origin)), getHeight());
        zero.resizeRelocate(Math.min(origin, getWidth() - 1), 0, 1, getHeight());
    }

    private double x(double value) {
        return most > least ? (value - least) / (most - least) * getWidth() : 0;
    }
}
