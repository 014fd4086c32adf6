package orcareward.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Stored numbers to float32 and back, a block at a time through arrays: such loops the compiler vectorizes. */
final class FloatConversion {
    static final int BLOCK = 1 << 14;
    private static final ValueLayout.OfShort SHORT_LE = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT_LE = ValueLayout.JAVA_FLOAT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE_LE = ValueLayout.JAVA_DOUBLE_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Every NaN, as in torch's scalar conversion; its vectorized one writes 0xffff, another NaN. */
    private static final short BF16_NAN = 0x7fc0;

    private FloatConversion() {
    }

    /** Fills {@code floats} (native order) from {@code stored} (little-endian); both hold the same number of numbers. */
    static void toFloats(DType dtype, MemorySegment stored, MemorySegment floats) {
        long count = floats.byteSize() / Float.BYTES;
        if (stored.byteSize() != count * dtype.bytes()) {
            throw new IllegalStateException(stored.byteSize() + " bytes for " + count + " numbers of " + dtype);
        }
        float[] block = new float[(int) Math.min(BLOCK, count)];
        for (long at = 0; at < count; at += BLOCK) {
            int n = (int) Math.min(BLOCK, count - at);
            MemorySegment from = stored.asSlice(at * dtype.bytes(), (long) n * dtype.bytes());
            switch (dtype) {
                case F32 -> MemorySegment.copy(from, FLOAT_LE, 0, block, 0, n);
                case BF16 -> fromBf16(shorts(from, n), block);
                case F16 -> fromF16(shorts(from, n), block);
                case F64 -> {
                    for (int i = 0; i < n; i++) {
                        block[i] = (float) from.getAtIndex(DOUBLE_LE, i);
                    }
                }
                case BOOL, U8, I8, I16, I32, I64 -> throw new IllegalStateException(dtype + " isn't floating");
            }
            MemorySegment.copy(block, 0, floats, ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, n);
        }
    }

    private static short[] shorts(MemorySegment from, int n) {
        short[] shorts = new short[n];
        MemorySegment.copy(from, SHORT_LE, 0, shorts, 0, n);
        return shorts;
    }

    private static void fromBf16(short[] from, float[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = Float.intBitsToFloat(from[i] << 16);
        }
    }

    private static void fromF16(short[] from, float[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = Float.float16ToFloat(from[i]);
        }
    }

    /** The first {@code n} floats as they are stored, little-endian. */
    static byte[] toBytes(DType dtype, float[] floats, int n) {
        byte[] bytes = new byte[n * dtype.bytes()];
        MemorySegment to = MemorySegment.ofArray(bytes);
        switch (dtype) {
            case F32 -> MemorySegment.copy(floats, 0, to, FLOAT_LE, 0, n);
            case BF16 -> {
                short[] shorts = new short[n];
                for (int i = 0; i < n; i++) {
                    shorts[i] = toBf16(floats[i]);
                }
                MemorySegment.copy(shorts, 0, to, SHORT_LE, 0, n);
            }
            case F16 -> {
                short[] shorts = new short[n];
                for (int i = 0; i < n; i++) {
                    shorts[i] = Float.floatToFloat16(floats[i]);
                }
                MemorySegment.copy(shorts, 0, to, SHORT_LE, 0, n);
            }
            case F64 -> {
                for (int i = 0; i < n; i++) {
                    to.setAtIndex(DOUBLE_LE, i, floats[i]);
                }
            }
            case BOOL, U8, I8, I16, I32, I64 -> throw new IllegalStateException(dtype + " isn't floating");
        }
        return bytes;
    }

    /** To the nearest, ties to the even one. */
    static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
        return Float.isNaN(value) ? BF16_NAN : (short) rounded;
    }
}
