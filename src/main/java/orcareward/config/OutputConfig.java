package orcareward.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes, where and when.
 *
 * @param outputDir {@code output_dir}
 * @param overwriteOutputDir {@code overwrite_output_dir}: what an earlier run left there is removed
 * @param loggingStrategy {@code logging_strategy}
 * @param loggingSteps {@code logging_steps}: updates between log lines; below 1 a share of all updates
 * @param loggingFirstStep {@code logging_first_step}
 * @param saveStrategy {@code save_strategy}
 * @param saveSteps {@code save_steps}: updates between checkpoints; below 1 a share of all updates
 * @param saveTotalLimit {@code save_total_limit}: checkpoints kept; null for all
 * @param saveOnlyModel {@code save_only_model}: checkpoints without optimizer state, which can't be resumed
 * @param saveDtype {@code save_dtype} (ours): {@code float32} (default), {@code bfloat16} or {@code float16}
 * @param reportTo {@code report_to}: {@code tensorboard}, or nothing; TRL's default is all that is installed
 * @param loggingDir {@code logging_dir}: where TensorBoard files go instead of {@code output_dir/runs}
 * @param runName {@code run_name}
 */
public record OutputConfig(String outputDir, boolean overwriteOutputDir, IntervalStrategy loggingStrategy,
        double loggingSteps,
        boolean loggingFirstStep, IntervalStrategy saveStrategy, double saveSteps, @Nullable Integer saveTotalLimit,
        boolean saveOnlyModel, String saveDtype, List<String> reportTo, @Nullable String loggingDir,
        @Nullable String runName) {
    /** A copy whose list can't change; throws IllegalStateException for a value out of range. */
    public OutputConfig {
        reportTo = List.copyOf(reportTo);
        Invariant.require(!outputDir.isBlank(), "output_dir must be named");
        Invariant.require(loggingSteps >= 0, "logging_steps must be at least 0");
        Invariant.require(saveSteps >= 0, "save_steps must be at least 0");
        Invariant.require(saveTotalLimit == null || saveTotalLimit >= 1, "save_total_limit must be at least 1");
        Invariant.require(List.of("float32", "bfloat16", "float16").contains(saveDtype), "save_dtype is unknown");
    }
}
