package orcareward.recipe;

import java.nio.file.Path;
import java.util.List;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as it is asked for; every path is absolute.
 *
 * @param modelDir a full model, a checkpoint or an adapter
 * @param dataset the pairs; null for the run's own held-out split
 * @param baselines models to compare with, scored on the same pairs
 * @param untrained whether heads that nobody trained are a baseline too
 * @param promptFormat how rows become text; null for what the model was trained with
 * @param bf16 bfloat16 arithmetic instead of fp32
 * @param device where it runs
 * @param threads threads of one operation on the CPU, 0 for libtorch's own choice
 * @param report a JSON file to write the report to, or null
 * @param rows a JSONL file to write one object a row to, or null
 * @param html a page with the pictures and the worst mistakes to write, or null
 */
public record EvaluateJob(Path modelDir, @Nullable Path dataset, List<Path> baselines, boolean untrained,
        @Nullable PromptFormat promptFormat, boolean bf16, DeviceChoice device, int threads,
        @Nullable Path report, @Nullable Path rows, @Nullable Path html) {
    /** A copy whose list can't change. */
    public EvaluateJob {
        baselines = List.copyOf(baselines);
    }
}
