package orcareward.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor to be written, its numbers produced when its turn comes.
 *
 * @param name its name in the file
 * @param dtype how its numbers are stored
 * @param shape its sizes, outermost first
 * @param data hands over the numbers
 */
public record TensorSource(String name, DType dtype, List<Long> shape, Data data) {
    /** A copy whose shape can't change. */
    public TensorSource {
        shape = List.copyOf(shape);
    }

    /** Produces a tensor's numbers, in as many pieces as it likes. */
    @FunctionalInterface
    public interface Data {
        /** Hands all numbers to {@code sink}, first to last. */
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes the pieces of a tensor. */
    public interface Sink {
        /** float32 numbers, from position to limit; they are converted to the tensor's type. */
        void floats(FloatBuffer numbers) throws IOException;

        /** Bytes as they are stored, little-endian, from position to limit. */
        void bytes(ByteBuffer stored) throws IOException;
    }

    /** float32 numbers in memory, to be stored as {@code dtype}. */
    public static TensorSource ofFloats(String name, DType dtype, List<Long> shape, float[] numbers) {
        return new TensorSource(name, dtype, shape, sink -> sink.floats(FloatBuffer.wrap(numbers)));
    }

    /** A list of 64-bit integers. */
    public static TensorSource ofLongs(String name, long[] numbers) {
        return new TensorSource(name, DType.I64, List.of((long) numbers.length), sink -> {
            ByteBuffer stored = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            stored.asLongBuffer().put(numbers);
            sink.bytes(stored);
        });
    }

    /** A list of bytes. */
    public static TensorSource ofBytes(String name, byte[] numbers) {
        return new TensorSource(name, DType.U8, List.of((long) numbers.length),
                sink -> sink.bytes(ByteBuffer.wrap(numbers)));
    }

    /** Bytes in the file. */
    long byteSize() {
        return Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), (long) dtype.bytes());
    }
}
