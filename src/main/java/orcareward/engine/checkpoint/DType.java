package orcareward.engine.checkpoint;

/** How a safetensors file stores numbers; in the order in which the safetensors library puts tensors, last first. */
public enum DType {
    /** One byte, 0 or 1. */
    BOOL(1, false),
    /** Unsigned byte. */
    U8(1, false),
    /** Signed byte. */
    I8(1, false),
    /** 16-bit integer. */
    I16(2, false),
    /** IEEE half precision. */
    F16(2, true),
    /** The upper half of a float. */
    BF16(2, true),
    /** 32-bit integer. */
    I32(4, false),
    /** IEEE single precision. */
    F32(4, true),
    /** IEEE double precision. */
    F64(8, true),
    /** 64-bit integer. */
    I64(8, false);

    private final int bytes;
    private final boolean floating;

    DType(int bytes, boolean floating) {
        this.bytes = bytes;
        this.floating = floating;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** ATen's number for a floating type. */
    int scalarType() {
        return switch (this) {
            case F16 -> 5;
            case F32 -> 6;
            case F64 -> 7;
            case BF16 -> 15;
            case BOOL, U8, I8, I16, I32, I64 -> throw new IllegalStateException(this + " is no floating type");
        };
    }

    /** Whether it can be read as float32. */
    public boolean isFloating() {
        return floating;
    }
}
