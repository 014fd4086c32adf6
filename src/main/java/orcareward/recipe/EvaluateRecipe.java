package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import orcareward.engine.evaluate.PairRewards;
import orcareward.engine.evaluate.PreferenceStatistics;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Severity;
import orcareward.files.AtomicFiles;
import orcareward.files.UserFolder;
import org.jspecify.annotations.Nullable;

/** Scores chosen and rejected responses with a model and its baselines, and says how often each is right. */
public final class EvaluateRecipe implements EvaluateRunner {
    private final UserFolder user;
    private final Clock clock;

    /** The demo's data are unpacked below the user's folder. */
    public EvaluateRecipe(UserFolder user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    @Override
    public EvaluationReport run(EvaluateJob job, EventSink events, RunControl control, EvaluationWatcher watcher)
            throws IOException {
        OutputFile.requireWritable(job.report(), "--report");
        OutputFile.requireWritable(job.rows(), "--rows");
        OutputFile.requireWritable(job.html(), "--html");
        TorchRuntime.useThreads(job.threads());
        try (TorchRuntime runtime = TorchRuntime.start(job.device());
                ScoringModel model = ScoringModel.open(runtime, job.modelDir(), clock)) {
            return new Session(job, runtime, model, events, control, watcher).run();
        } catch (Tokenization.EndRequestedException e) {
            throw (CancellationException) new CancellationException("the evaluation was asked to end").initCause(e);
        }
    }

    /** One evaluation under way. */
    private final class Session {
        private final EvaluateJob job;
        private final TorchRuntime runtime;
        private final ScoringModel model;
        private final EventSink events;
        private final RunControl control;
        private final EvaluationWatcher watcher;
        private final Evaluation evaluation;
        private final EvaluationRows rows;
        private final List<EvaluationReport.Section> sections = new ArrayList<>();
        private final List<EvaluationResults.Baseline> baselines = new ArrayList<>();

        Session(EvaluateJob job, TorchRuntime runtime, ScoringModel model, EventSink events, RunControl control,
                EvaluationWatcher watcher) {
            this.job = job;
            this.runtime = runtime;
            this.model = model;
            this.events = events;
            this.control = control;
            this.watcher = watcher;
            this.evaluation = new Evaluation(runtime, job.bf16() ? runtime.bf16() : Precision.FP32, events, control,
                    clock);
            this.rows = new EvaluationRows(job, model, new Names(Path.of("").toAbsolutePath(), user.cache()), events,
                    control, clock);
        }

        EvaluationReport run() throws IOException {
            Pairs pairs = rows.readBy(model);
            events.accept(new TrainingEvent.Notice(clock.instant(), Severity.INFO,
                    "Prompt format " + pairs.format().reason()));
            evaluation.requireAll();
            PairTexts texts = watcher.wantsTexts() || job.html() != null ? texts(pairs) : null;
            try (PairTexts own = watcher.wantsTexts() ? null : texts) {
                EvaluatedPairs facts = facts(pairs, texts);
                watcher.pairsRead(facts);
                PairRewards rewards = rewards(0, model, pairs);
                sections.add(Evaluation.section("model", rewards));
                for (Path folder : job.baselines()) {
                    baseline(baselines.size() + 1, folder);
                }
                if (job.untrained()) {
                    untrained(pairs);
                }
                sections.add(Evaluation.dataSection(pairs));
                write(new EvaluationResults(job.modelDir().toString(), facts, new PairScores(rewards), baselines));
            }
            return new EvaluationReport(sections);
        }

        private PairTexts texts(Pairs pairs) throws IOException {
            String phase = "Reading the texts of the pairs";
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), phase));
            return PairTexts.copy(pairs.heldOutFrom(), pairs.heldOut(), user.cache().resolve("texts"),
                    row -> events.accept(new TrainingEvent.PhaseProgress(clock.instant(), phase, row, 0)), control);
        }

        private EvaluatedPairs facts(Pairs pairs, @Nullable PairTexts texts) {
            var file = pairs.evalDataset() == null ? pairs.dataset() : pairs.evalDataset();
            return new EvaluatedPairs(file.path().toString(), file.rows(), pairs.heldOut().size(),
                    pairs.heldOutOverLong(), pairs.format().format().yamlName(), texts);
        }

        private PairRewards rewards(int subject, ScoringModel scorer, Pairs pairs) {
            return evaluation.rewards(scorer.model(), pairs.heldOut(), scorer.tokenizer().padTokenId(),
                    "Evaluating " + scorer.folder(), new PartialResults(watcher, subject, System::nanoTime));
        }

        /** A baseline reads the same rows by its own tokenizer and in its own format. */
        private void baseline(int subject, Path folder) throws IOException {
            try (ScoringModel baseline = ScoringModel.open(runtime, folder, clock)) {
                PairRewards rewards = rewards(subject, baseline, rows.readBy(baseline));
                sections.add(Evaluation.section(folder.toString(), rewards));
                baselines.add(new EvaluationResults.Baseline(folder.toString(),
                        EvaluationFigures.of(PreferenceStatistics.of(rewards))));
            }
        }

        private void untrained(Pairs pairs) throws IOException {
            List<PreferenceStatistics> heads = evaluation.untrained(startModel(), pairs.heldOut(),
                    model.tokenizer().padTokenId());
            sections.add(Evaluation.section(heads));
            EvaluationFigures means = EvaluationFigures.meanOf(heads);
            baselines.add(new EvaluationResults.Baseline("untrained head", means));
            watcher.untrained(means);
        }

        /** What the run began from, where it is still there; else the model's own body. */
        private Path startModel() {
            Path start = model.card().map(card -> Path.of(card.startModel())).orElse(model.folder());
            return Files.isRegularFile(start.resolve("config.json")) ? start : model.model().baseFolder();
        }

        private void write(EvaluationResults results) throws IOException {
            evaluation.requireAll();
            if (job.report() != null) {
                AtomicFiles.writeString(job.report(), new EvaluationReport(sections).toJson() + "\n");
            }
            if (job.rows() != null) {
                RowsFile.JSONL.write(job.rows(), results.scores(), results.pairs().overLong());
            }
            if (job.html() != null) {
                HtmlReport.write(job.html(), results, clock.instant());
            }
        }
    }
}
