package orcareward.ui.score;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A reward as a bar from zero, to the right when it is positive and to the left when it is negative. */
final class RewardBar extends Region {
    private static final double HEIGHT = 12;
    private static final PseudoClass NEGATIVE = PseudoClass.getPseudoClass("negative");
    private final Region bar = new Region();
    private final Region zero = new Region();
    private double low;
    private double high;
    private double reward = Double.NaN;

    RewardBar() {
        getStyleClass().add("reward-bar");
        bar.getStyleClass().add("bar");
        zero.getStyleClass().add("zero");
        getChildren().addAll(bar, zero);
        setMinHeight(HEIGHT);
        setMouseTransparent(true);
    }

    /** Shows a reward on a scale that all rows share and that has zero in it. */
    void show(double newReward, double newLow, double newHigh) {
        reward = newReward;
        low = Math.min(0, newLow);
        high = Math.max(0, newHigh);
        bar.pseudoClassStateChanged(NEGATIVE, newReward < 0);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double top = (getHeight() - HEIGHT) / 2;
        boolean drawn = Double.isFinite(reward) && high > low && width > 0;
        bar.setVisible(drawn);
        zero.setVisible(drawn);
        if (drawn) {
            double origin = -low / (high - low) * width;
            double end = (reward - low) / (high - low) * width;
            bar.resizeRelocate(Math.min(origin, end), top, Math.max(1, Math.abs(end - origin)), HEIGHT);
            zero.resizeRelocate(origin, top - 2, 1, HEIGHT + 4);
        }
    }
}
