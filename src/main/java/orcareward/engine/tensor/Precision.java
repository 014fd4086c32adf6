package orcareward.engine.tensor;

/**
 * The dtypes of the arithmetic; residual stream, norms, loss and master weights are float32 in all.
 *
 * <p>bfloat16 tensors live inside kernels and as opaque handles only: DJL has no such type and aborts when asked for it.
 */
public enum Precision {
    /** float32 throughout. */
    FP32(6, 6),
    /** bfloat16 matrix products, as under torch's autocast. */
    BF16(15, 15),
    /**
     * The numbers of {@link #BF16}, multiplied in float32: for processors without instructions for bfloat16, where libtorch would
     * take many times as long. {@link TorchRuntime#bf16} chooses.
     */
    BF16_IN_FP32(15, 6);

    private final int scalarType;
    private final int productType;

    Precision(int scalarType, int productType) {
        this.scalarType = scalarType;
        this.productType = productType;
    }

    /** ATen's number for the dtype of what lies between the products. */
    public int scalarType() {
        return scalarType;
    }

    /** ATen's number for the dtype in which products are computed. */
    public int productType() {
        return productType;
    }
}
