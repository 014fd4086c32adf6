package orcareward.config;

import org.jspecify.annotations.Nullable;

/**
 * Which model is trained, on which device.
 *
 * @param modelNameOrPath {@code model_name_or_path}: a folder in Hugging Face form, or a Hub name; null only when the adapter's
 *        own base is to be used
 * @param adapterNameOrPath {@code adapter_name_or_path} (ours): a PEFT adapter to train further
 * @param bf16 {@code bf16}: bfloat16 arithmetic over fp32 master weights; TRL's default is true
 * @param gradientCheckpointing {@code gradient_checkpointing}: recompute each layer in the backward pass instead of keeping it
 * @param device where it runs
 * @param cpuThreads {@code cpu_threads} (ours): threads of one operation on the CPU; 0 for libtorch's own choice
 */
public record ModelConfig(@Nullable String modelNameOrPath, @Nullable String adapterNameOrPath, boolean bf16,
        boolean gradientCheckpointing, DeviceChoice device, int cpuThreads) {
    /** Throws IllegalStateException when neither a model nor an adapter is named, or for a negative number of threads. */
    public ModelConfig {
        Invariant.require(modelNameOrPath != null || adapterNameOrPath != null, "a model or an adapter must be named");
        Invariant.require(cpuThreads >= 0, "cpu_threads must be at least 0");
    }
}
