package orcareward.recipe;

import java.nio.file.Path;
import orcareward.config.DeviceChoice;
import org.jspecify.annotations.Nullable;

/**
 * Steps to be timed; every path is absolute.
 *
 * @param modelDir a model's folder
 * @param weights where the weights come from
 * @param lengths a JSON file of batches, see {@link BenchBatches}
 * @param init a safetensors file with the head (and adapter) to begin with, in PEFT's names; written when it does not exist; or
 *        null
 * @param mode what is timed
 * @param bf16 bfloat16 arithmetic instead of fp32
 * @param lora rank of an adapter on q_proj and v_proj with alpha 2r and no dropout, 0 for full fine-tuning
 * @param gradientCheckpointing keep only each layer's input for backward
 * @param warmup batches that aren't counted
 * @param steps batches that are
 * @param prepass run all of them once before, uncounted
 * @param threads threads of one operation, 0 for libtorch's own choice
 * @param device where it runs
 */
public record BenchJob(Path modelDir, Weights weights, Path lengths, @Nullable Path init, Mode mode, boolean bf16,
        int lora, boolean gradientCheckpointing, int warmup, int steps, boolean prepass, int threads,
        DeviceChoice device) {
    /** What is timed. */
    public enum Mode {
        /** Forward, backward, clipping, AdamW. */
        TRAIN,
        /** Forward alone. */
        SCORE
    }

    /** Where the weights come from. */
    public sealed interface Weights {
        /** The folder's own. */
        record Stored() implements Weights {
        }

        /**
         * Random numbers in the shape that {@code config.json} gives: costs the same and needs no download.
         *
         * @param layers decoder layers instead of the config's, 0 for the config's
         */
        record Random(int layers) implements Weights {
        }
    }
}
