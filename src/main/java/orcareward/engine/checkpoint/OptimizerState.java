package orcareward.engine.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.engine.optim.AdamW;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.problem.ProblemException;

/**
 * What AdamW carries from update to update, with the float32 masters of the weights, as {@code optimizer.safetensors}: for each
 * trainable parameter its {@code exp_avg}, {@code exp_avg_sq}, {@code step}, and {@code master} when the model's own file is
 * narrower.
 */
public final class OptimizerState {
    /** The file's name in a checkpoint. */
    public static final String FILE = "optimizer.safetensors";

    private OptimizerState() {
    }

    /** Whether a checkpoint can be resumed from. */
    public static boolean isIn(Path checkpoint) {
        return Files.isRegularFile(checkpoint.resolve(FILE));
    }

    /**
     * Writes the state.
     *
     * @param weights how the model's own file stores its weights
     */
    public static void write(Path checkpoint, AdamW optimizer, DType weights) throws IOException {
        List<TensorSource> tensors = new ArrayList<>();
        for (AdamW.Slot slot : optimizer.slots()) {
            String name = slot.parameter().name();
            tensors.add(LoadedModel.source(name + ".exp_avg", slot.expAvg(), DType.F32));
            tensors.add(LoadedModel.source(name + ".exp_avg_sq", slot.expAvgSq(), DType.F32));
            tensors.add(LoadedModel.source(name + ".step", slot.step(), DType.F32));
            if (weights != DType.F32) {
                tensors.add(LoadedModel.source(name + ".master", slot.parameter(), DType.F32));
            }
        }
        SafetensorsWriter.write(checkpoint.resolve(FILE), Map.of(), tensors);
    }

    /**
     * Reads the state into an optimizer over the same parameters.
     *
     * @throws ProblemException when the file is damaged or belongs to other parameters
     */
    public static void read(Path checkpoint, AdamW optimizer, Kernels kernels) throws IOException {
        Path path = checkpoint.resolve(FILE);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            for (AdamW.Slot slot : optimizer.slots()) {
                Parameter parameter = slot.parameter();
                restore(file, parameter.name() + ".exp_avg", slot.expAvg(), kernels);
                restore(file, parameter.name() + ".exp_avg_sq", slot.expAvgSq(), kernels);
                restore(file, parameter.name() + ".step", slot.step(), kernels);
                if (file.names().contains(parameter.name() + ".master")) {
                    restore(file, parameter.name() + ".master", parameter.value(), kernels);
                    parameter.valueChanged();
                }
            }
        }
    }

    private static void restore(SafetensorsFile file, String name, NDArray into, Kernels kernels) {
        Shape shape = into.getShape();
        if (!file.names().contains(name) || file.entry(name).elements() != shape.size()) {
            throw new ProblemException(file.path() + ", tensor " + name, "is missing or has another shape",
                    "Resume from another checkpoint of the same run");
        }
        try (NDManager scope = into.getManager().newSubManager();
                NDArray stored = scope.create(file.floats(name), shape)) {
            kernels.call("copy_to", into, stored);
        }
    }
}
