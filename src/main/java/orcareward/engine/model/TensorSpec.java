package orcareward.engine.model;

import java.util.List;

/**
 * A tensor that a file of weights must hold.
 *
 * @param name the name it is written under
 * @param shape its sizes, outermost first
 * @param otherNames further names under which it may be found
 */
public record TensorSpec(String name, List<Long> shape, List<String> otherNames) {
    /** Copies that can't change. */
    public TensorSpec {
        shape = List.copyOf(shape);
        otherNames = List.copyOf(otherNames);
    }

    /** How many numbers it holds. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
