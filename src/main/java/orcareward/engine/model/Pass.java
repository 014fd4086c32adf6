package orcareward.engine.model;

import orcareward.engine.tensor.Precision;

/**
 * How a forward pass is made.
 *
 * @param precision of the arithmetic
 * @param training whether dropout is on
 * @param dropoutSeed from (seed, step, micro-batch): the same seed drops the same elements, in backward as in forward
 */
public record Pass(Precision precision, boolean training, long dropoutSeed) {
    /** Scoring: no dropout. */
    public static Pass scoring(Precision precision) {
        return new Pass(precision, false, 0);
    }

    /** ATen's number for the dtype. */
    int scalarType() {
        return precision.scalarType();
    }

    /** ATen's number for the dtype of the products. */
    public int productType() {
        return precision.productType();
    }
}
