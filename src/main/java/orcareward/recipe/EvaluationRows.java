package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.data.DatasetIdentity;
import orcareward.data.DatasetLocator;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Severity;
import orcareward.problem.ProblemException;

/** The rows that an evaluation is about: a file's, or those that the evaluated model's run held out. */
final class EvaluationRows {
    private final EvaluateJob job;
    private final ScoringModel evaluated;
    private final Names names;
    private final EventSink events;
    private final RunControl control;
    private final Clock clock;

    EvaluationRows(EvaluateJob job, ScoringModel evaluated, Names names, EventSink events, RunControl control,
            Clock clock) {
        this.job = job;
        this.evaluated = evaluated;
        this.names = names;
        this.events = events;
        this.control = control;
        this.clock = clock;
    }

    /** The rows as {@code reader}, the evaluated model or a baseline, reads them. */
    Pairs readBy(ScoringModel reader) throws IOException {
        PromptFormat format = reader.promptFormat(job.promptFormat());
        noteOtherFormat(reader);
        Path dataset = job.dataset();
        return dataset != null ? ofFile(dataset, reader, format) : heldOut(reader, format);
    }

    private Pairs ofFile(Path dataset, ScoringModel reader, PromptFormat format) throws IOException {
        DataConfig config = reader.card().map(card -> card.dataFor(dataset.toString(), format))
                .orElseGet(() -> ModelCard.dataWithoutCard(dataset.toString(), format));
        DatasetLocator locator = new DatasetLocator(names.workingDirectory(), "--dataset");
        return reader(reader, config).readForEvaluation(locator.locate(dataset.toString(), config.testSplit()));
    }

    private Pairs heldOut(ScoringModel reader, PromptFormat format) throws IOException {
        ModelCard card = evaluated.card().orElseThrow(() -> new ProblemException(evaluated.folder().toString(),
                "it doesn't say which pairs were held out: it has no " + ModelCard.NAME,
                "Give the pairs with --dataset"));
        if (!Files.isReadable(Path.of(card.dataset().path()))) {
            throw new ProblemException(card.dataset().path(),
                    "the data set that the model was trained on isn't there any more",
                    "Give the pairs with --dataset");
        }
        Pairs pairs = reader(reader, card.heldOutData(format)).readHeldOut();
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

    private Pairs.Reader reader(ScoringModel reader, DataConfig config) {
        return new Pairs.Reader(names, reader.tokenizer(), config, events, control, clock);
    }

    private void noteOtherFormat(ScoringModel reader) {
        PromptFormat asked = job.promptFormat();
        reader.card().map(ModelCard::promptFormat).filter(trained -> asked != null && asked != trained)
                .ifPresent(trained -> events.accept(new TrainingEvent.Notice(clock.instant(), Severity.WARNING,
                        reader.folder()
                                + " was trained in the prompt format " + trained.yamlName()
                                + "; its rewards mean little in another one")));
    }
}
