package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.evaluate.PairRewards;
import orcareward.engine.evaluate.PairScorer;
import orcareward.engine.evaluate.PreferenceStatistics;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.tokenize.TokenizedPair;
import org.jspecify.annotations.Nullable;

/** Rewards of pairs to a report: what training's summary and {@code orca evaluate} share. */
final class Evaluation {
    /** Untrained heads whose accuracies are averaged: one alone is a throw of dice. */
    private static final int UNTRAINED_HEADS = 16;

    private final TorchRuntime runtime;
    private final Precision precision;
    private final EventSink events;
    private final RunControl control;
    private final InstantSource clock;

    Evaluation(TorchRuntime runtime, Precision precision, EventSink events, RunControl control, InstantSource clock) {
        this.runtime = runtime;
        this.precision = precision;
        this.events = events;
        this.control = control;
        this.clock = clock;
    }

    /**
     * The report of a model just trained, with the baselines that need no other model.
     *
     * @throws CancellationException when {@code control} ends it before all pairs are scored
     */
    EvaluationReport ofTrained(LoadedModel model, Path startModel, Pairs pairs, int padTokenId) throws IOException {
        List<EvaluationReport.Section> sections = new ArrayList<>();
        sections.add(section("model", rewards(model, pairs.heldOut(), padTokenId, "Evaluating the trained model",
                new PartialResults(EvaluationWatcher.NONE, 0, System::nanoTime))));
        sections.add(section(untrained(startModel, pairs.heldOut(), padTokenId)));
        sections.add(dataSection(pairs));
        return new EvaluationReport(sections);
    }

    /** Rewards of the held-out pairs by one model; {@code partial} hears them while they are made. */
    PairRewards rewards(LoadedModel model, List<TokenizedPair> pairs, int padTokenId, String phase,
            PartialResults partial) {
        events.accept(new TrainingEvent.PhaseStarted(clock.instant(), phase));
        PairRewards rewards = new PairScorer(model.model(), runtime.kernels(), precision, padTokenId).score(pairs,
                soFar -> {
                    events.accept(
                            new TrainingEvent.PhaseProgress(clock.instant(), phase, soFar.size(), pairs.size()));
                    partial.scored(soFar);
                }, control);
        requireAll();
        partial.all(rewards);
        return rewards;
    }

    /** The statistics of one model's rewards, under its name. */
    static EvaluationReport.Section section(String name, PairRewards rewards) {
        return new EvaluationReport.Section(name, new LinkedHashMap<>(PreferenceStatistics.of(rewards).toMap()));
    }

    /** The statistics of heads that nobody trained: means over heads. */
    static EvaluationReport.Section section(List<PreferenceStatistics> heads) {
        LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("heads", (long) heads.size());
        values.put("pairs", heads.getFirst().accuracy().trials());
        values.put("accuracy", mean(heads, head -> head.accuracy().value()));
        values.put("log_loss", mean(heads, PreferenceStatistics::logLoss));
        return new EvaluationReport.Section("untrained head", values);
    }

    /** The body that training began from under heads that nobody trained, one each. */
    List<PreferenceStatistics> untrained(Path startModel, List<TokenizedPair> pairs, int padTokenId)
            throws IOException {
        String phase = "Evaluating untrained heads";
        events.accept(new TrainingEvent.PhaseStarted(clock.instant(), phase));
        Path body = AdapterConfig.isAdapter(startModel)
                ? AdapterConfig.read(startModel).resolveBase(startModel)
                : startModel;
        try (LoadedModel model = new ModelLoader(runtime).full(body, new ModelLoader.Head.Fresh(0), false)) {
            List<PairRewards> rewards = new PairScorer(model.model(), runtime.kernels(), precision, padTokenId)
                    .scoreUntrained(pairs, UNTRAINED_HEADS,
                            done -> events.accept(
                                    new TrainingEvent.PhaseProgress(clock.instant(), phase, done, pairs.size())),
                            control);
            requireAll();
            return rewards.stream().map(PreferenceStatistics::of).toList();
        }
    }

    /** A scorer that was asked to end has left pairs out, and numbers of some pairs must not pass for those of all. */
    void requireAll() {
        if (control.isEndRequested()) {
            throw new CancellationException("the evaluation was asked to end");
        }
    }

    private static double mean(List<PreferenceStatistics> heads, ToDoubleFunction<PreferenceStatistics> value) {
        return heads.stream().mapToDouble(value).average().orElseThrow();
    }

    /** Which pairs were scored. */
    static EvaluationReport.Section dataSection(Pairs pairs) {
        var file = pairs.evalDataset() == null ? pairs.dataset() : pairs.evalDataset();
        LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("file", file.path().toString());
        values.put("sha256", file.sha256());
        values.put("rows_in_file", file.rows());
        values.put("pairs_scored", (long) pairs.heldOut().size());
        values.put("over_long", (long) pairs.heldOutOverLong().size());
        values.put("prompt_format", pairs.format().format().yamlName());
        return new EvaluationReport.Section("data", values);
    }
}
