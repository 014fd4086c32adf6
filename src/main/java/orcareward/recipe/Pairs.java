package orcareward.recipe;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import orcareward.config.DataConfig;
import orcareward.data.DataReport;
import orcareward.data.DatasetIdentity;
import orcareward.data.DatasetLocator;
import orcareward.data.LocatedDataset;
import orcareward.data.PreferenceDataset;
import orcareward.data.ResolvedFormat;
import orcareward.data.TrainTestSplit;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.TokenCache;
import orcareward.tokenize.TokenizedPair;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a run: read, split row for row as {@code datasets} would, tokenized, then filtered by length as TRL does.
 *
 * @param train in the split's order
 * @param heldOut in the split's order; empty when nothing is held out
 * @param heldOutOverLong rows of the held-out part that the length rule leaves out
 * @param heldOutFrom the data set that the held-out pairs are rows of
 * @param format how rows became text
 * @param hasMargins whether the rows have margins
 * @param reports what was found and left out, of the training file and of an evaluation file of its own
 * @param rows every row of the training file
 * @param dataset the training file
 * @param evalDataset the evaluation file, when it is one of its own
 */
record Pairs(List<TokenizedPair> train, List<TokenizedPair> heldOut, List<Long> heldOutOverLong,
        PreferenceDataset heldOutFrom, ResolvedFormat format, boolean hasMargins, List<DataReport> reports,
        Tokenization.Rows rows, DatasetIdentity dataset, @Nullable DatasetIdentity evalDataset) {

    /** What was found and left out, a line each, for people. */
    List<String> report() {
        return reports.stream().flatMap(report -> report.toLines().stream()).toList();
    }

    /** Reads pairs; says on the way how far it is. */
    static final class Reader {
        private final Names names;
        private final RewardTokenizer tokenizer;
        private final DataConfig config;
        private final Tokenization tokenization;
        private final EventSink events;
        private final InstantSource clock;

        /** Token ids are kept in the cache of {@code names}; {@code control} can end the reading. */
        Reader(Names names, RewardTokenizer tokenizer, DataConfig config, EventSink events, RunControl control,
                InstantSource clock) {
            this.names = names;
            this.tokenizer = tokenizer;
            this.config = config;
            this.tokenization = new Tokenization(new TokenCache(names.tokenized(), TokenCache.LIMIT, clock), tokenizer,
                    events, control, clock);
            this.events = events;
            this.clock = clock;
        }

        /**
         * Everything that training needs.
         *
         * @param evaluates whether held-out pairs are wanted, so that a folder's test split is looked for
         */
        Pairs read(boolean evaluates) throws IOException {
            return read(evaluates, true);
        }

        /** The held-out pairs of a run; that some pairs train is not asked for. */
        Pairs readHeldOut() throws IOException {
            return read(true, false);
        }

        private Pairs read(boolean evaluates, boolean trains) throws IOException {
            DatasetLocator locator = new DatasetLocator(names.workingDirectory());
            LocatedDataset located = locator.locate(names.dataset(config.datasetName()), config.trainSplit());
            PreferenceDataset dataset = open(located);
            ResolvedFormat format = resolve(dataset);
            LocatedDataset evalLocated = evalDataset(locator, evaluates);
            Part part = part(dataset, format);
            int[] rows = part.report.rowsToSplit();
            TrainTestSplit split = evalLocated == null && config.testSize() > 0
                    ? TrainTestSplit.of(rows.length, config.testSize(), config.splitSeed()).over(rows)
                    : new TrainTestSplit(rows, new int[0]);
            List<TokenizedPair> train = part.fitting(trains ? split.train() : new int[0]);
            part.noteOverLong(split.test());
            if (trains) {
                part.noteOverLong(split.train());
                requireSome(train, located, "training");
            }
            if (evalLocated == null) {
                return new Pairs(train, part.fitting(split.test()), part.overLong(split.test()), dataset, format,
                        dataset.hasMargin(), List.of(part.report.build(split)), part.rows, part.identity(), null);
            }
            PreferenceDataset evalDataset = open(evalLocated);
            Part evalPart = part(evalDataset, format);
            int[] evalRows = evalPart.report.rowsToSplit();
            evalPart.noteOverLong(evalRows);
            List<TokenizedPair> heldOut = evalPart.fitting(evalRows);
            requireSome(heldOut, evalLocated, "evaluation");
            List<DataReport> reports = List.of(part.report.build(), evalPart.report.buildBeside(part.report));
            return new Pairs(train, heldOut, evalPart.overLong(evalRows), evalDataset, format, dataset.hasMargin(),
                    reports, part.rows, part.identity(), evalPart.identity());
        }

        /** A whole file for evaluation, nothing of it for training. */
        Pairs readForEvaluation(LocatedDataset located) throws IOException {
            PreferenceDataset dataset = open(located);
            ResolvedFormat format = resolve(dataset);
            Part part = part(dataset, format);
            int[] rows = part.report.rowsToSplit();
            part.noteOverLong(rows);
            List<TokenizedPair> pairs = part.fitting(rows);
            requireSome(pairs, located, "evaluation");
            return new Pairs(List.of(), pairs, part.overLong(rows), dataset, format, dataset.hasMargin(),
                    List.of(part.report.build()), part.rows, part.identity(), null);
        }

        private @Nullable LocatedDataset evalDataset(DatasetLocator locator, boolean evaluates) throws IOException {
            String name = config.evalDatasetName();
            if (name != null) {
                return new DatasetLocator(names.workingDirectory(), "eval_dataset_name").locate(names.dataset(name),
                        config.testSplit());
            }
            return !evaluates || config.testSize() > 0
                    ? null
                    : locator.findSplit(names.dataset(config.datasetName()), config.testSplit()).orElse(null);
        }

        private PreferenceDataset open(LocatedDataset located) throws IOException {
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), "Reading " + located.name()));
            return PreferenceDataset.open(located, config.columns());
        }

        private ResolvedFormat resolve(PreferenceDataset dataset) {
            ResolvedFormat format = dataset.resolve(config.promptFormat());
            tokenizer.require(format.format());
            return format;
        }

        private Part part(PreferenceDataset dataset, ResolvedFormat format) throws IOException {
            Tokenization.Rows rows = tokenization.of(dataset, format.format());
            return new Part(dataset.located(), rows, config.maxLength(),
                    DataReport.builder(dataset.located(), config.dropDuplicates(), rows.facts()));
        }

        private void requireSome(List<TokenizedPair> pairs, LocatedDataset located, String use) {
            if (pairs.isEmpty()) {
                throw new ProblemException(located.path().toString(),
                        "no pair is left for " + use + ": every row has a side of more than " + config.maxLength()
                                + " tokens",
                        "Raise max_length, or check that the right columns are read");
            }
        }
    }

    /** One data set's rows under the length rule. */
    private record Part(LocatedDataset located, Tokenization.Rows rows, @Nullable Integer maxLength,
            DataReport.Builder report) {
        List<TokenizedPair> fitting(int[] some) {
            return rows.ids().pairs(IntStream.of(some).filter(this::fits).toArray());
        }

        private boolean fits(int row) {
            return rows.ids().fits(row, maxLength);
        }

        List<Long> overLong(int[] some) {
            return IntStream.of(some).filter(row -> !fits(row)).asLongStream().boxed().toList();
        }

        void noteOverLong(int[] some) {
            IntStream.of(some).filter(row -> !fits(row)).forEach(report::overLong);
        }

        DatasetIdentity identity() {
            return DatasetIdentity.of(located, rows.bytes(), rows.ids().rows());
        }
    }
}
