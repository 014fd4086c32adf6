package orcareward.engine.tensor;

/**
 * The dtype of the arithmetic; residual stream, norms, loss and master weights are float32 in both.
 *
 * <p>bfloat16 tensors live inside kernels and as opaque handles only: DJL has no such type and aborts when asked for it.
 */
public enum Precision {
    /** float32 throughout. */
    FP32(6),
    /** bfloat16 matrix products, as under torch's autocast. */
    BF16(15);

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /** ATen's number for the dtype. */
    public int scalarType() {
        return scalarType;
    }
}
