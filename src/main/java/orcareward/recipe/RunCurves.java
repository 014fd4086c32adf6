package orcareward.recipe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import orcareward.event.RewardMetrics;

/**
 * What a run measured on its way, in the order of steps. Of a run that went on from a checkpoint, what came after that checkpoint
 * before is left out: those steps were done anew.
 *
 * @param logged one for each log interval
 * @param evaluated one for each evaluation during training
 */
public record RunCurves(List<Logged> logged, List<Evaluated> evaluated) {
    /** A copy whose lists can't change. */
    public RunCurves {
        logged = List.copyOf(logged);
        evaluated = List.copyOf(evaluated);
    }

    /**
     * The end of a log interval.
     *
     * @param seconds since the training loop began, without the time between a stop and going on
     * @param gradNorm before clipping
     * @param memoryBytes what the process held
     */
    public record Logged(long step, double epoch, double seconds, RewardMetrics metrics, double learningRate,
            double gradNorm, double pairsPerSecond, long memoryBytes) {
    }

    /**
     * An evaluation.
     *
     * @param seconds as in {@link Logged}
     * @param trueAccuracy share of all held-out pairs with reward(chosen) > reward(rejected)
     */
    public record Evaluated(long step, double epoch, double seconds, RewardMetrics metrics, double trueAccuracy) {
    }

    /** One number of each log interval, such as {@code point -> point.metrics().loss()}. */
    public double[] ofLogged(ToDoubleFunction<Logged> number) {
        return logged.stream().mapToDouble(number).toArray();
    }

    /** One number of each evaluation. */
    public double[] ofEvaluated(ToDoubleFunction<Evaluated> number) {
        return evaluated.stream().mapToDouble(number).toArray();
    }

    /** Seconds of training that the curves cover; 0 when there is nothing yet. */
    public double seconds() {
        double logs = logged.isEmpty() ? 0 : logged.getLast().seconds();
        return evaluated.isEmpty() ? logs : Math.max(logs, evaluated.getLast().seconds());
    }
}
