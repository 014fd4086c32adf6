package orcareward.engine.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.lora.LoraAdapter;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.RewardModel;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory with what is needed to write it again.
 *
 * @param model the weights
 * @param config the architecture as it was read
 * @param baseFolder where it, or an adapter's base, was read from
 * @param adapter the adapter on it, or null for a full model
 */
public record LoadedModel(RewardModel model, LlamaConfig config, Path baseFolder,
        @Nullable Adapter adapter) implements AutoCloseable {
    /** An attached adapter and its description. */
    public record Adapter(AdapterConfig config, LoraAdapter updates) {
    }

    /**
     * Writes weights and config: a full model for transformers, or an adapter for peft.
     *
     * @param dtype how weights are stored
     * @param padTokenId for {@code config.json}
     */
    public void write(Path folder, DType dtype, int padTokenId) throws IOException {
        if (adapter == null) {
            writeFull(folder, dtype, padTokenId);
        } else {
            List<TensorSource> tensors = new ArrayList<>();
            adapter.updates().parameters()
                    .forEach(parameter -> tensors.add(source(parameter.name(), parameter, dtype)));
            tensors.add(source("base_model.model.score.weight", model.scoreWeight(), dtype));
            SafetensorsWriter.write(folder.resolve(WeightFolder.ADAPTER_FILE), SafetensorsWriter.TORCH_FORMAT, tensors);
            adapter.config().write(folder);
        }
    }

    /** Writes a full model whose adapter has been merged into its weights. The model must not be used after. */
    public void writeMerged(Path folder, Kernels kernels, DType dtype, int padTokenId) throws IOException {
        if (adapter != null) {
            adapter.updates().mergeInto(kernels);
        }
        writeFull(folder, dtype, padTokenId);
    }

    private void writeFull(Path folder, DType dtype, int padTokenId) throws IOException {
        List<TensorSource> tensors = model.parameters().stream()
                .filter(parameter -> !parameter.name().contains(".lora_"))
                .map(parameter -> source(parameter.name(), parameter, dtype)).toList();
        SafetensorsWriter.write(folder.resolve(WeightFolder.MODEL_FILE), SafetensorsWriter.TORCH_FORMAT, tensors);
        ModelFolderWriter.writeConfig(folder, config, padTokenId, dtype);
    }

    static TensorSource source(String name, Parameter parameter, DType dtype) {
        return source(name, parameter.value(), dtype);
    }

    static TensorSource source(String name, ai.djl.ndarray.NDArray value, DType dtype) {
        List<Long> shape = java.util.Arrays.stream(value.getShape().getShape()).boxed().toList();
        return new TensorSource(name, dtype, shape, sink -> sink.floats(FloatBuffer.wrap(value.toFloatArray())));
    }

    @Override
    public void close() {
        model.close();
    }
}
