package orcareward.config;

import java.util.List;

/**
 * A low-rank adapter, in PEFT's names.
 *
 * @param r {@code lora_r}: rank
 * @param loraAlpha {@code lora_alpha}: the update is scaled by alpha / r, or alpha / sqrt(r) with {@code useRslora}
 * @param loraDropout {@code lora_dropout} on the adapter's input, before {@code disable_dropout} is considered
 * @param targetModules {@code lora_target_modules}: names of projections, or the single word {@code all-linear}
 * @param useRslora {@code use_rslora}, arXiv 2312.03732
 */
public record LoraConfig(int r, double loraAlpha, double loraDropout, List<String> targetModules, boolean useRslora) {
    /** A copy whose list can't change; throws IllegalStateException for a value out of range. */
    public LoraConfig {
        targetModules = List.copyOf(targetModules);
        Invariant.require(r >= 1, "lora_r must be at least 1");
        Invariant.require(loraDropout >= 0 && loraDropout < 1, "lora_dropout must be at least 0 and below 1");
        Invariant.require(!targetModules.isEmpty(), "lora_target_modules must name something");
    }
}
