package orcareward.ui.chart;

/**
 * Values whose histogram is shown.
 *
 * @param name what the legend says
 * @param values in any order; what isn't finite is left out. Not copied, not to be changed
 * @param ink their colour
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Distribution(String name, double[] values, Ink ink) {
}
