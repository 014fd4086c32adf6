package orcareward.ui.chart;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colours that a chart is drawn with.
 *
 * @param background behind everything
 * @param text titles and values
 * @param muted ticks and captions
 * @param grid the thin lines behind the curves
 * @param danger marks of what isn't a number
 * @param inks one colour for each {@link Ink}, in their order
 */
record Palette(Color background, Color text, Color muted, Color grid, Color danger, List<Color> inks) {
    /** How much of a raw line shows behind its smoothed one. */
    private static final double PALE = 0.3;
    private static final double TINT = 0.15;

    Color of(Ink ink) {
        return inks.get(ink.ordinal());
    }

    Color pale(Ink ink) {
        return faded(of(ink), PALE);
    }

    Color tint(Ink ink) {
        return faded(of(ink), TINT);
    }

    static Color faded(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), color.getOpacity() * opacity);
    }
}
