package orcareward.ui.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.event.RunEntry;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunModel;
import orcareward.recipe.RunSettings;
import orcareward.recipe.SettingDifference;
import orcareward.ui.chart.ChartGroup;
import orcareward.ui.chart.Curve;
import orcareward.ui.chart.Metric;
import orcareward.ui.chart.Series;
import orcareward.ui.chart.ValueFormat;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The curves of the chosen runs over each other, and the settings in which they differ. On the FX thread. */
final class ComparisonModel {
    private final ChartGroup charts = new ChartGroup();
    private final List<Part> parts = List.of(
            new Part(charts.metric(Texts.get("runs.chart.loss"), ValueFormat.LOSS), p -> p.metrics().loss(),
                    e -> e.metrics().loss()),
            new Part(charts.metric(Texts.get("runs.chart.accuracy"), ValueFormat.ACCURACY),
                    p -> p.metrics().accuracy(), RunCurves.Evaluated::trueAccuracy),
            new Part(charts.metric(Texts.get("runs.chart.margin"), ValueFormat.REWARD), p -> p.metrics().margin(),
                    e -> e.metrics().margin()),
            new Part(charts.metric(Texts.get("runs.chart.norm"), ValueFormat.PLAIN), RunCurves.Logged::gradNorm, null));
    private final ObservableList<RunDetail> details = FXCollections.observableArrayList();
    private final ObservableList<SettingDifference> differences = FXCollections.observableArrayList();
    private final List<List<Pair>> series = new ArrayList<>();

    /** One chart: what of a log interval and of an evaluation it shows. */
    private record Part(Metric metric, ToDoubleFunction<RunCurves.Logged> logged,
            @Nullable ToDoubleFunction<RunCurves.Evaluated> evaluated) {
    }

    private record Pair(Series logged, Series evaluated) {
    }

    ChartGroup charts() {
        return charts;
    }

    /** The chosen runs as they were read last, in the order of the list. */
    ObservableList<RunDetail> details() {
        return details;
    }

    /** Settings that not all of {@link #details} have alike; empty for a single run. */
    ObservableList<SettingDifference> differences() {
        return differences;
    }

    /** Shows these runs in place of the ones before. */
    void show(List<RunDetail> chosen) {
        series.clear();
        parts.forEach(part -> part.metric.curves().clear());
        List<String> names = names(chosen);
        for (int i = 0; i < chosen.size(); i++) {
            List<Pair> ofRun = new ArrayList<>();
            for (Part part : parts) {
                Pair pair = new Pair(new Series(), new Series());
                ofRun.add(pair);
                part.metric.curves().add(chosen.size() == 1
                        ? Curve.training(pair.logged)
                        : Curve.run(names.get(i), pair.logged, i));
                if (part.evaluated != null) {
                    part.metric.curves().add(chosen.size() == 1
                            ? Curve.evaluation(pair.evaluated)
                            : Curve.runEvaluation(names.get(i), pair.evaluated, i));
                }
            }
            series.add(ofRun);
            append(i, chosen.get(i).curves());
        }
        List<RunSettings> settings = chosen.stream().map(RunDetail::settings).filter(Objects::nonNull).toList();
        differences.setAll(settings.size() == chosen.size() && chosen.size() > 1
                ? SettingDifference.among(settings)
                : List.of());
        details.setAll(chosen);
    }

    /** Runs of one name are told apart: curves of one name are hidden together. */
    private static List<String> names(List<RunDetail> chosen) {
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (RunDetail detail : chosen) {
            String name = detail.run().name();
            for (int number = 2; !used.add(name); number++) {
                name = detail.run().name() + " (" + number + ")";
            }
            names.add(name);
        }
        return names;
    }

    /** Takes over how a run that goes on stands now, and adds what it has measured since. */
    void update(RunEntry run, RunCurves curves, List<RunModel> models) {
        for (int i = 0; i < details.size(); i++) {
            RunDetail before = details.get(i);
            if (before.run().outputDir().equals(run.outputDir())) {
                append(i, curves);
                details.set(i, new RunDetail(run, curves, before.settings(), models));
            }
        }
    }

    private void append(int run, RunCurves curves) {
        for (int k = 0; k < parts.size(); k++) {
            Part part = parts.get(k);
            Pair pair = series.get(run).get(k);
            for (RunCurves.Logged p : curves.logged()) {
                if (isNew(pair.logged, p.step())) {
                    pair.logged.append(p.step(), p.epoch(), p.seconds(), part.logged.applyAsDouble(p));
                }
            }
            if (part.evaluated != null) {
                for (RunCurves.Evaluated e : curves.evaluated()) {
                    if (isNew(pair.evaluated, e.step())) {
                        pair.evaluated.append(e.step(), e.epoch(), e.seconds(), part.evaluated.applyAsDouble(e));
                    }
                }
            }
        }
    }

    private static boolean isNew(Series values, long step) {
        return values.isEmpty() || step > values.step(values.size() - 1);
    }
}
