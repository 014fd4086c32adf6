package orcareward.engine.model;

import orcareward.engine.tensor.Parameter;

/** Where a model's weights come from while it is built: a file, or fresh numbers. */
@FunctionalInterface
public interface ParameterSource {
    /**
     * The weight of that name and shape.
     *
     * @throws orcareward.problem.ProblemException when it is missing or has another shape
     */
    Parameter parameter(TensorSpec spec);
}
