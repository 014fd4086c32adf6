package orcareward.engine.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.problem.ProblemException;

/**
 * The head, and the adapter where there is one, in a safetensors file of their own under PEFT's names: so that two programs can
 * begin with the same numbers.
 */
public final class StartWeights {
    private StartWeights() {
    }

    /** Takes them from the file when it exists, else writes it. */
    public static void readOrWrite(Path file, LoadedModel model, Kernels kernels) throws IOException {
        if (Files.exists(file)) {
            read(file, model, kernels);
        } else {
            SafetensorsWriter.write(file, SafetensorsWriter.TORCH_FORMAT, parameters(model).entrySet().stream()
                    .map(entry -> LoadedModel.source(entry.getKey(), entry.getValue(), DType.F32)).toList());
        }
    }

    private static void read(Path file, LoadedModel model, Kernels kernels) throws IOException {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            for (Map.Entry<String, Parameter> entry : parameters(model).entrySet()) {
                NDArray value = entry.getValue().value();
                Shape shape = value.getShape();
                TensorEntry stored = tensors.entry(entry.getKey());
                if (!stored.shape().equals(java.util.Arrays.stream(shape.getShape()).boxed().toList())) {
                    throw new ProblemException(file + ", tensor " + entry.getKey(),
                            "its shape is " + stored.shape() + " and not " + shape, "Give a file of the same model");
                }
                try (NDArray given = value.getManager().create(tensors.floats(entry.getKey()), shape)) {
                    kernels.call("copy_to", value, given);
                }
                entry.getValue().valueChanged();
            }
        }
    }

    private static Map<String, Parameter> parameters(LoadedModel model) {
        Map<String, Parameter> named = new LinkedHashMap<>();
        LoadedModel.Adapter adapter = model.adapter();
        if (adapter == null) {
            named.put("score.weight", model.model().scoreWeight());
        } else {
            named.put("base_model.model.score.weight", model.model().scoreWeight());
            adapter.updates().parameters().forEach(parameter -> named.put(parameter.name(), parameter));
        }
        return named;
    }
}
