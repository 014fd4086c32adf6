package orcareward.ui.train;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import orcareward.event.RewardMetrics;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.recipe.RunCurves;
import orcareward.ui.chart.ChartGroup;
import orcareward.ui.chart.Curve;
import orcareward.ui.chart.Metric;
import orcareward.ui.chart.Series;
import orcareward.ui.chart.ValueFormat;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** A run's events as curves. Loss and accuracy have a point an update, the others one a log interval. */
final class RunCharts {
    private final ChartGroup group = new ChartGroup();
    private final Series loss = new Series();
    private final Series accuracy = new Series();
    private final Series margin = new Series();
    private final Series minReward = new Series();
    private final Series meanReward = new Series();
    private final Series maxReward = new Series();
    private final Series rate = new Series();
    private final Series gradNorm = new Series();
    private final Series speed = new Series();
    private final Series memory = new Series();
    private final Series evalLoss = new Series();
    private final Series evalAccuracy = new Series();
    private final Series evalMargin = new Series();
    private final Series evalReward = new Series();
    private final Metric lossChart = group.metric(Texts.get("train.chart.loss"), ValueFormat.LOSS);
    private final Metric accuracyChart = group.metric(Texts.get("train.chart.accuracy"), ValueFormat.ACCURACY);
    private final Metric marginChart = group.metric(Texts.get("train.chart.margin"), ValueFormat.REWARD);
    private final Metric rewardChart = group.metric(Texts.get("train.chart.rewards"), ValueFormat.REWARD);
    private final Metric rateChart = group.metric(Texts.get("train.chart.rate"), ValueFormat.RATE);
    private final Metric gradNormChart = group.metric(Texts.get("train.chart.gradnorm"), ValueFormat.PLAIN);
    private final Metric speedChart = group.metric(Texts.get("train.chart.speed"), ValueFormat.PLAIN);
    private final Metric memoryChart = group.metric(Texts.get("train.chart.memory"), ValueFormat.MEMORY);

    private @Nullable Instant begin;
    /** Seconds of what ran before this session of the run, and of this one so far. */
    private double before;
    private double elapsed;

    RunCharts() {
        lossChart.curves().addAll(Curve.training(loss), Curve.evaluation(evalLoss));
        accuracyChart.curves().addAll(Curve.training(accuracy), Curve.evaluation(evalAccuracy));
        marginChart.curves().addAll(Curve.training(margin), Curve.evaluation(evalMargin));
        rewardChart.curves().addAll(Curve.band(minReward, maxReward), Curve.training(meanReward),
                Curve.evaluation(evalReward));
        rateChart.curves().add(Curve.training(rate));
        gradNormChart.curves().add(Curve.training(gradNorm));
        speedChart.curves().add(Curve.training(speed));
        memoryChart.curves().add(Curve.training(memory));
    }

    ChartGroup group() {
        return group;
    }

    Metric loss() {
        return lossChart;
    }

    Metric accuracy() {
        return accuracyChart;
    }

    Metric margin() {
        return marginChart;
    }

    Metric rewards() {
        return rewardChart;
    }

    Metric rate() {
        return rateChart;
    }

    Metric gradNorm() {
        return gradNormChart;
    }

    Metric speed() {
        return speedChart;
    }

    Metric memory() {
        return memoryChart;
    }

    boolean isEmpty() {
        return loss.isEmpty() && evalLoss.isEmpty();
    }

    /** A session of the run begins: its time goes on where an earlier one ended. */
    void began(Instant time) {
        before = elapsed;
        begin = time;
    }

    /** Empties the run's own curves; those of runs laid behind it stay. */
    void clear() {
        List.of(loss, accuracy, margin, minReward, meanReward, maxReward, rate, gradNorm, speed, memory, evalLoss,
                evalAccuracy, evalMargin, evalReward).forEach(Series::clear);
        begin = null;
        before = 0;
        elapsed = 0;
        group.resetZoom();
    }

    void add(StepFinished step) {
        double seconds = seconds(step.time());
        loss.append(step.step(), step.epoch(), seconds, step.loss());
        accuracy.append(step.step(), step.epoch(), seconds, step.accuracy());
    }

    void add(StepLogged logged) {
        double seconds = seconds(logged.time());
        RewardMetrics m = logged.metrics();
        append(margin, logged, seconds, m.margin());
        append(minReward, logged, seconds, m.minReward());
        append(meanReward, logged, seconds, m.meanReward());
        append(maxReward, logged, seconds, m.maxReward());
        append(rate, logged, seconds, logged.learningRate());
        append(gradNorm, logged, seconds, logged.gradNorm());
        append(speed, logged, seconds, logged.pairsPerSecond());
        if (logged.memoryBytes() > 0) {
            append(memory, logged, seconds, logged.memoryBytes());
        }
    }

    void add(Evaluated evaluated) {
        double seconds = seconds(evaluated.time());
        RewardMetrics m = evaluated.metrics();
        evalLoss.append(evaluated.step(), evaluated.epoch(), seconds, m.loss());
        evalAccuracy.append(evaluated.step(), evaluated.epoch(), seconds, evaluated.trueAccuracy());
        evalMargin.append(evaluated.step(), evaluated.epoch(), seconds, m.margin());
        evalReward.append(evaluated.step(), evaluated.epoch(), seconds, m.meanReward());
    }

    /** Draws an earlier run behind this one, in a colour of its own. */
    void overlay(String name, RunCurves run, int index) {
        removeOverlay(name);
        line(lossChart, name, index, run, at -> at.metrics().loss());
        line(accuracyChart, name, index, run, at -> at.metrics().accuracy());
        line(marginChart, name, index, run, at -> at.metrics().margin());
        line(rewardChart, name, index, run, at -> at.metrics().meanReward());
        line(rateChart, name, index, run, RunCurves.Logged::learningRate);
        line(gradNormChart, name, index, run, RunCurves.Logged::gradNorm);
        line(speedChart, name, index, run, RunCurves.Logged::pairsPerSecond);
        line(memoryChart, name, index, run, RunCurves.Logged::memoryBytes);
        points(lossChart, name, index, run, at -> at.metrics().loss());
        points(accuracyChart, name, index, run, RunCurves.Evaluated::trueAccuracy);
    }

    /** Takes an earlier run away again. */
    void removeOverlay(String name) {
        List<String> names = List.of(Curve.run(name, new Series(), 0).name(),
                Curve.runEvaluation(name, new Series(), 0).name());
        group.metrics().forEach(metric -> metric.curves().removeIf(curve -> names.contains(curve.name())));
    }

    private static void line(Metric metric, String name, int index, RunCurves run,
            ToDoubleFunction<RunCurves.Logged> value) {
        Series series = new Series();
        run.logged().forEach(at -> series.append(at.step(), at.epoch(), at.seconds(), value.applyAsDouble(at)));
        metric.curves().add(Curve.run(name, series, index));
    }

    private static void points(Metric metric, String name, int index, RunCurves run,
            ToDoubleFunction<RunCurves.Evaluated> value) {
        if (!run.evaluated().isEmpty()) {
            Series series = new Series();
            run.evaluated().forEach(at -> series.append(at.step(), at.epoch(), at.seconds(), value.applyAsDouble(at)));
            metric.curves().add(Curve.runEvaluation(name, series, index));
        }
    }

    private static void append(Series series, StepLogged at, double seconds, double value) {
        series.append(at.step(), at.epoch(), seconds, value);
    }

    /** Never backwards, also when the machine's clock is set while the run goes. */
    private double seconds(Instant time) {
        Instant from = begin;
        if (from != null) {
            elapsed = Math.max(elapsed, before + Duration.between(from, time).toMillis() / 1000.0);
        }
        return elapsed;
    }
}
