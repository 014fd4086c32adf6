package orcareward.engine.model;

import orcareward.engine.tensor.Precision;

/** Which kernels compute attention. */
enum AttentionPath {
    /** Blocks of scores by matrix products and softmax: on the CPU faster than torch's fused kernel, forward and backward together. */
    BLOCKS,
    /** torch's flash attention, a segment at a time: on CUDA, which gives it 16-bit numbers and heads of a multiple of 8. */
    FUSED;

    private static final int HEAD_MULTIPLE = 8;
    private static final int WIDEST_HEAD = 256;

    static AttentionPath of(boolean cuda, Precision precision, int headDim) {
        boolean fits = headDim % HEAD_MULTIPLE == 0 && headDim <= WIDEST_HEAD;
        return cuda && precision == Precision.BF16 && fits ? FUSED : BLOCKS;
    }
}
