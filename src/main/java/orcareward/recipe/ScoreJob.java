package orcareward.recipe;

import java.nio.file.Path;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import org.jspecify.annotations.Nullable;

/**
 * Responses to be scored; every path is absolute.
 *
 * @param modelDir a full model, a checkpoint or an adapter
 * @param input JSONL, one prompt with its response or responses a line
 * @param output the same rows with their rewards
 * @param promptFormat how rows become text; null for what the model was trained with
 * @param bf16 bfloat16 arithmetic instead of fp32
 * @param device where it runs
 * @param threads threads of one operation on the CPU, 0 for libtorch's own choice
 */
public record ScoreJob(Path modelDir, Path input, Path output, @Nullable PromptFormat promptFormat, boolean bf16,
        DeviceChoice device, int threads) {
}
