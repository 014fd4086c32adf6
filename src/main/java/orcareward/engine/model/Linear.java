package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import orcareward.engine.tensor.Parameter;

/** A projection y = x W' (+ b) with its backward pass; what adapters stand in for. */
public interface Linear {
    /** x [N, in] to [N, out], in the precision of the pass. */
    NDArray forward(NDManager scope, NDArray x, Pass pass);

    /** Collects the gradients of its own parameters and returns dx [N, in]; dy [N, out], x as given to forward. */
    NDArray backward(NDManager scope, NDArray dy, NDArray x, Pass pass);

    /** All its parameters, frozen ones too. */
    List<Parameter> parameters();
}
