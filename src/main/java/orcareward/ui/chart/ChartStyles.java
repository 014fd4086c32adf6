package orcareward.ui.chart;

import java.net.URL;
import java.util.Objects;

/** The style sheet of the charts, which also names the colours of chosen and rejected for everyone. */
public final class ChartStyles {
    private static final URL SHEET = Objects.requireNonNull(
            ChartStyles.class.getResource("/orcareward/ui/chart.css"), "the resource chart.css is missing");

    private ChartStyles() {
    }

    /**
     * Its address, for {@code scene.getStylesheets()}: a scene that has it may use {@code -color-chosen} and
     * {@code -color-rejected}. The charts themselves bring it along. Dark is a root with the style class {@code dark}.
     */
    public static String url() {
        return SHEET.toExternalForm();
    }
}
