/**
 * The charts. {@link orcareward.ui.chart.ChartGroup} and {@link orcareward.ui.chart.Metric} say what is shown and know no
 * scene; {@link orcareward.ui.chart.MetricChart} and its siblings draw it through a {@code Surface}, the same strokes on
 * the screen, in a PNG and in an SVG.
 */
@NullMarked
package orcareward.ui.chart;

import org.jspecify.annotations.NullMarked;
