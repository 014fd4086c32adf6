package orcareward.engine.checkpoint;

import java.util.List;

/**
 * One tensor as a safetensors header describes it.
 *
 * @param name its name
 * @param dtype how its numbers are stored
 * @param shape its sizes, outermost first; empty for a single number
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
public record TensorEntry(String name, DType dtype, List<Long> shape, long begin, long end) {
    /** A copy whose shape can't change. */
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** How many numbers it holds. */
    public long elements() {
        return (end - begin) / dtype.bytes();
    }
}
