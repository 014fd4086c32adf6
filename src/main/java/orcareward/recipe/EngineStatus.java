package orcareward.recipe;

import orcareward.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What computes on this machine.
 *
 * @param device the device in words; empty when the engine didn't load
 * @param memoryBytes memory of that device; the machine's for a CPU
 * @param version libtorch's version; empty when it didn't load
 * @param problem why nothing can be computed, and the remedy; null when all is well
 */
public record EngineStatus(String device, long memoryBytes, String version, @Nullable Problem problem) {
}
