package orcareward.engine.optim;

import orcareward.config.ScheduleConfig;

/** The learning rate of each update, as transformers' {@code get_scheduler} gives it. */
public final class LearningRateSchedule {
    private static final int DEFAULT_INVERSE_SQRT_TIMESCALE = 10_000;

    private final ScheduleConfig schedule;
    private final double peak;
    private final long warmupSteps;
    private final long totalSteps;

    /** {@code warmupSteps} rise from 0 to {@code peak}; the rest of {@code totalSteps} follows the schedule. */
    public LearningRateSchedule(ScheduleConfig schedule, double peak, long warmupSteps, long totalSteps) {
        this.schedule = schedule;
        this.peak = peak;
        this.warmupSteps = warmupSteps;
        this.totalSteps = totalSteps;
    }

    /** Warm-up steps as transformers counts them: given, or the ratio of all steps rounded up. */
    public static long warmupSteps(int given, double ratio, long totalSteps) {
        return given > 0 ? given : (long) Math.ceil(totalSteps * ratio);
    }

    /** The rate of the update that follows {@code step} others; the first update of a warm-up runs at 0. */
    public double rate(long step) {
        return peak * factor(step);
    }

    private double factor(long step) {
        if (schedule instanceof ScheduleConfig.Constant) {
            return 1;
        }
        if (step < warmupSteps) {
            return (double) step / Math.max(1, warmupSteps);
        }
        double progress = (double) (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
        return switch (schedule) {
            case ScheduleConfig.Constant() -> 1;
            case ScheduleConfig.ConstantWithWarmup() -> 1;
            case ScheduleConfig.Linear() ->
                Math.max(0, (double) (totalSteps - step) / Math.max(1, totalSteps - warmupSteps));
            case ScheduleConfig.Cosine(double cycles) -> Math.max(0, cosine(2 * cycles * progress));
            case ScheduleConfig.CosineWithRestarts(int cycles) ->
                progress >= 1 ? 0 : Math.max(0, cosine(cycles * progress % 1));
            case ScheduleConfig.CosineWithMinLr(double cycles, double minRate) -> Math.max(0,
                    cosine(2 * cycles * progress) * (1 - minRate) + minRate);
            case ScheduleConfig.Polynomial(double power, double end) -> polynomial(step, power, end);
            case ScheduleConfig.InverseSqrt(int timescale) -> inverseSqrt(step, timescale);
        };
    }

    private static double cosine(double halfTurns) {
        return 0.5 * (1 + Math.cos(Math.PI * halfTurns));
    }

    private double polynomial(long step, double power, double end) {
        if (step > totalSteps) {
            return end / peak;
        }
        double remaining = 1 - (double) (step - warmupSteps) / (totalSteps - warmupSteps);
        return ((peak - end) * Math.pow(remaining, power) + end) / peak;
    }

    private double inverseSqrt(long step, int given) {
        long timescale = given > 0 ? given : warmupSteps > 0 ? warmupSteps : DEFAULT_INVERSE_SQRT_TIMESCALE;
        return 1 / Math.sqrt((double) (step + timescale - warmupSteps) / timescale);
    }
}
