package orcareward.recipe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.data.DatasetIdentity;
import orcareward.data.DatasetLocator;
import orcareward.engine.evaluate.PairRewards;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Severity;
import orcareward.files.AtomicFiles;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;

/** Scores chosen and rejected responses with a model and its baselines, and says how often each is right. */
public final class EvaluateRecipe implements EvaluateRunner {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final UserFolder user;
    private final Clock clock;

    /** The demo's data are unpacked below the user's folder. */
    public EvaluateRecipe(UserFolder user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    @Override
    public EvaluationReport run(EvaluateJob job, EventSink events) throws IOException {
        OutputFile.requireWritable(job.report(), "--report");
        OutputFile.requireWritable(job.rows(), "--rows");
        TorchRuntime.useThreads(job.threads());
        try (TorchRuntime runtime = TorchRuntime.start(job.device());
                ScoringModel model = ScoringModel.open(runtime, job.modelDir(), clock)) {
            Evaluation evaluation = new Evaluation(runtime, job.bf16() ? runtime.bf16() : Precision.FP32, events,
                    new RunControl(), clock);
            Pairs pairs = pairs(job, model, model, events);
            events.accept(new TrainingEvent.Notice(clock.instant(), Severity.INFO,
                    "Prompt format " + pairs.format().reason()));
            int pad = model.tokenizer().padTokenId();
            PairRewards rewards = evaluation.rewards(model.model(), pairs.heldOut(), pad,
                    "Evaluating " + job.modelDir());
            List<EvaluationReport.Section> sections = new ArrayList<>();
            sections.add(Evaluation.section("model", rewards));
            for (Path baseline : job.baselines()) {
                sections.add(baseline(job, runtime, baseline, model, evaluation, events));
            }
            sections.add(evaluation.untrained(startModel(model), pairs.heldOut(), pad));
            sections.add(Evaluation.dataSection(pairs));
            EvaluationReport report = new EvaluationReport(sections);
            write(job, report, rewards, pairs.heldOutOverLong());
            return report;
        }
    }

    /** A baseline reads the same rows by its own tokenizer and in its own format. */
    private EvaluationReport.Section baseline(EvaluateJob job, TorchRuntime runtime, Path folder,
            ScoringModel evaluated,
            Evaluation evaluation, EventSink events) throws IOException {
        try (ScoringModel baseline = ScoringModel.open(runtime, folder, clock)) {
            Pairs pairs = pairs(job, evaluated, baseline, events);
            return Evaluation.section(folder.toString(), evaluation.rewards(baseline.model(), pairs.heldOut(),
                    baseline.tokenizer().padTokenId(), "Evaluating " + folder));
        }
    }

    /** The rows that {@code evaluated}'s job names, as {@code reader} reads them. */
    private Pairs pairs(EvaluateJob job, ScoringModel evaluated, ScoringModel reader, EventSink events)
            throws IOException {
        PromptFormat format = reader.promptFormat(job.promptFormat());
        noteOtherFormat(job, reader, events);
        Path dataset = job.dataset();
        Names names = new Names(Path.of("").toAbsolutePath(), user.cache());
        if (dataset != null) {
            DataConfig config = reader.card().map(card -> card.dataFor(dataset.toString(), format))
                    .orElseGet(() -> ModelCard.dataWithoutCard(dataset.toString(), format));
            DatasetLocator locator = new DatasetLocator(names.workingDirectory(), "--dataset");
            return new Pairs.Reader(names, reader.tokenizer(), config, events, new RunControl(), clock)
                    .readForEvaluation(locator.locate(dataset.toString(), config.testSplit()));
        }
        ModelCard card = evaluated.card().orElseThrow(() -> new ProblemException(evaluated.folder().toString(),
                "it doesn't say which pairs were held out: it has no " + ModelCard.NAME,
                "Give the pairs with --dataset"));
        if (!Files.isReadable(Path.of(card.dataset().path()))) {
            throw new ProblemException(card.dataset().path(),
                    "the data set that the model was trained on isn't there any more",
                    "Give the pairs with --dataset");
        }
        Pairs pairs = new Pairs.Reader(names, reader.tokenizer(), card.heldOutData(format), events,
                new RunControl(), clock)
                .readHeldOut();
        String remedy = "Which pairs were held out can't be told any more: give pairs with --dataset";
        card.dataset().requireSame(pairs.dataset(), remedy);
        DatasetIdentity eval = pairs.evalDataset();
        if (card.evalDataset() != null && eval != null) {
            card.evalDataset().requireSame(eval, remedy);
        }
        if (pairs.heldOut().isEmpty()) {
            throw new ProblemException(evaluated.folder().toString(), "the run held out no pairs",
                    "Give pairs with --dataset");
        }
        return pairs;
    }

    private void noteOtherFormat(EvaluateJob job, ScoringModel reader, EventSink events) {
        PromptFormat asked = job.promptFormat();
        reader.card().map(ModelCard::promptFormat).filter(trained -> asked != null && asked != trained)
                .ifPresent(trained -> events.accept(new TrainingEvent.Notice(clock.instant(), Severity.WARNING,
                        reader.folder()
                                + " was trained in the prompt format " + trained.yamlName()
                                + "; its rewards mean little in another one")));
    }

    /** What the run began from, where it is still there; else the model's own body. */
    private static Path startModel(ScoringModel model) {
        Path start = model.card().map(card -> Path.of(card.startModel())).orElse(model.folder());
        return Files.isRegularFile(start.resolve("config.json")) ? start : model.model().baseFolder();
    }

    private static void write(EvaluateJob job, EvaluationReport report, PairRewards rewards, List<Long> overLong)
            throws IOException {
        if (job.report() != null) {
            AtomicFiles.writeString(job.report(), report.toJson() + "\n");
        }
        if (job.rows() != null) {
            TreeMap<Long, ObjectNode> rows = new TreeMap<>();
            for (int i = 0; i < rewards.size(); i++) {
                rows.put(rewards.index(i),
                        MAPPER.createObjectNode().put("index", rewards.index(i)).put("reward_chosen", rewards.chosen(i))
                                .put("reward_rejected", rewards.rejected(i)).put("margin", rewards.margin(i))
                                .put("chosen_tokens", rewards.chosenTokens(i))
                                .put("rejected_tokens", rewards.rejectedTokens(i)));
            }
            for (long index : overLong) {
                rows.put(index,
                        MAPPER.createObjectNode().put("index", index).putNull("reward_chosen")
                                .putNull("reward_rejected")
                                .putNull("margin").putNull("chosen_tokens").putNull("rejected_tokens"));
            }
            AtomicFiles.write(job.rows(), out -> {
                for (ObjectNode row : rows.values()) {
                    out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
        }
    }
}
