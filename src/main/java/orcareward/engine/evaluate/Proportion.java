package orcareward.engine.evaluate;

/**
 * A share of pairs with its uncertainty.
 *
 * @param hits pairs that count
 * @param trials all pairs; the share of none is NaN
 */
public record Proportion(long hits, long trials) {
    /** The normal distribution's 97.5 % point. */
    private static final double Z = 1.959963984540054;

    /** The share, 0 to 1. */
    public double value() {
        return (double) hits / trials;
    }

    /** Lower end of the 95 % Wilson score interval (Wilson, 1927). */
    public double lower() {
        // At the ends the formula leaves a rounding error where the bound is exactly 0 or 1.
        return hits == 0 && trials > 0 ? 0 : centre() - halfWidth();
    }

    /** Upper end of the 95 % Wilson score interval. */
    public double upper() {
        return hits == trials && trials > 0 ? 1 : centre() + halfWidth();
    }

    private double centre() {
        return (value() + Z * Z / (2.0 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double p = value();
        return Z / (1 + Z * Z / trials) * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials));
    }
}
