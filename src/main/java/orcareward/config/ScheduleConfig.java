package orcareward.config;

/**
 * The learning rate over the run after warm-up, as transformers' {@code get_scheduler} computes it.
 *
 * <p>{@code p} below is the progress after warm-up, 0 to 1.
 */
public sealed interface ScheduleConfig {
    /** 1 - p. */
    record Linear() implements ScheduleConfig {
    }

    /** 0.5 (1 + cos(2 pi cycles p)); {@code num_cycles} 0.5 by default. */
    record Cosine(double numCycles) implements ScheduleConfig {
    }

    /** Cosine that starts again {@code num_cycles} times, 1 by default. */
    record CosineWithRestarts(int numCycles) implements ScheduleConfig {
    }

    /** Cosine that ends at {@code minLrRate} times the peak. */
    record CosineWithMinLr(double numCycles, double minLrRate) implements ScheduleConfig {
    }

    /** (1 - p)^power down to {@code lrEnd}. */
    record Polynomial(double power, double lrEnd) implements ScheduleConfig {
    }

    /**
     * 1 / sqrt((step + timescale - warm-up) / timescale). {@code timescale} 0 takes the warm-up steps, or 10,000 where there are
     * none; nothing else can be configured, since transformers passes no arguments on to this schedule.
     */
    record InverseSqrt(int timescale) implements ScheduleConfig {
    }

    /** The peak from the first step on, without warm-up. */
    record Constant() implements ScheduleConfig {
    }

    /** The peak after warm-up. */
    record ConstantWithWarmup() implements ScheduleConfig {
    }
}
