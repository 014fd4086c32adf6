package orcareward.recipe;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.data.DataReport;
import orcareward.data.DatasetIdentity;
import orcareward.data.DatasetLocator;
import orcareward.data.LocatedDataset;
import orcareward.data.PreferenceDataset;
import orcareward.data.PreferencePair;
import orcareward.data.ResolvedFormat;
import orcareward.data.TrainTestSplit;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.TokenizedPair;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a run: read, split row for row as {@code datasets} would, tokenized, then filtered by length as TRL does.
 *
 * @param train in the split's order
 * @param heldOut in the split's order; empty when nothing is held out
 * @param heldOutOverLong rows of the held-out part that the length rule leaves out
 * @param format how rows became text
 * @param hasMargins whether the rows have margins
 * @param report what was found and left out, a line each, for people
 * @param dataset the training file
 * @param evalDataset the evaluation file, when it is one of its own
 */
record Pairs(List<TokenizedPair> train, List<TokenizedPair> heldOut, List<Long> heldOutOverLong, ResolvedFormat format,
        boolean hasMargins, List<String> report, DatasetIdentity dataset, @Nullable DatasetIdentity evalDataset) {

    /** Reads pairs; says on the way how far it is. */
    static final class Reader {
        private static final int CHUNK = 1024;

        private final Names names;
        private final RewardTokenizer tokenizer;
        private final DataConfig config;
        private final EventSink events;
        private final InstantSource clock;

        Reader(Names names, RewardTokenizer tokenizer, DataConfig config, EventSink events, InstantSource clock) {
            this.names = names;
            this.tokenizer = tokenizer;
            this.config = config;
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

        /** The held-out pairs of a run; its training pairs are counted but not tokenized. */
        Pairs readHeldOut() throws IOException {
            return read(true, false);
        }

        private Pairs read(boolean evaluates, boolean trains) throws IOException {
            DatasetLocator locator = new DatasetLocator(names.workingDirectory());
            LocatedDataset located = locator.locate(names.dataset(config.datasetName()), config.trainSplit());
            Scan scan = scan(located);
            ResolvedFormat format = scan.dataset.resolve(config.promptFormat());
            tokenizer.require(format.format());
            LocatedDataset evalLocated = evalDataset(locator, evaluates);
            int[] rows = scan.report.rowsToSplit();
            TrainTestSplit split = evalLocated == null && config.testSize() > 0
                    ? TrainTestSplit.of(rows.length, config.testSize(), config.splitSeed()).over(rows)
                    : new TrainTestSplit(rows, new int[0]);
            Tokenized tokenized = tokenize(scan, format.format(),
                    member(scan, trains ? split.train() : new int[0], split.test()));
            List<TokenizedPair> train = tokenized.pick(split.train());
            if (trains) {
                requireSome(train, located, "training");
            }
            List<TokenizedPair> heldOut = tokenized.pick(split.test());
            List<Long> overLong = tokenized.overLong(split.test());
            List<String> lines = new ArrayList<>();
            DatasetIdentity evalIdentity = null;
            if (evalLocated == null) {
                lines.addAll(scan.report.build(split).toLines());
            } else {
                lines.addAll(scan.report.build().toLines());
                Scan evalScan = scan(evalLocated);
                int[] evalRows = evalScan.report.rowsToSplit();
                Tokenized evalTokenized = tokenize(evalScan, format.format(), row -> true);
                heldOut = evalTokenized.pick(evalRows);
                requireSome(heldOut, evalLocated, "evaluation");
                overLong = evalTokenized.overLong(evalRows);
                lines.addAll(evalScan.report.buildBeside(scan.report).toLines());
                evalIdentity = DatasetIdentity.of(evalLocated, evalScan.rows);
            }
            return new Pairs(train, heldOut, overLong, format, scan.dataset.hasMargin(), lines,
                    DatasetIdentity.of(located, scan.rows),
                    evalIdentity);
        }

        /** A whole file for evaluation, nothing of it for training. */
        Pairs readForEvaluation(LocatedDataset located) throws IOException {
            Scan scan = scan(located);
            ResolvedFormat format = scan.dataset.resolve(config.promptFormat());
            tokenizer.require(format.format());
            int[] rows = scan.report.rowsToSplit();
            Tokenized tokenized = tokenize(scan, format.format(), row -> true);
            List<TokenizedPair> pairs = tokenized.pick(rows);
            requireSome(pairs, located, "evaluation");
            return new Pairs(List.of(), pairs, tokenized.overLong(rows), format, scan.dataset.hasMargin(),
                    scan.report.build().toLines(),
                    DatasetIdentity.of(located, scan.rows), null);
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

        /** A first pass: counts, hashes, and whether every row can be read. */
        private Scan scan(LocatedDataset located) throws IOException {
            String phase = "Reading " + located.name();
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), phase));
            PreferenceDataset dataset = PreferenceDataset.open(located, config.columns());
            DataReport.Builder report = DataReport.builder(located, config.dropDuplicates());
            long rows = dataset.forEach(report::row);
            return new Scan(dataset, report, Math.toIntExact(rows));
        }

        private record Scan(PreferenceDataset dataset, DataReport.Builder report, int rows) {
        }

        private static IntPredicate member(Scan scan, int[] train, int[] test) {
            boolean[] wanted = new boolean[scan.rows];
            Arrays.stream(train).forEach(row -> wanted[row] = true);
            Arrays.stream(test).forEach(row -> wanted[row] = true);
            return row -> wanted[row];
        }

        /** A second pass: texts to ids, a chunk of rows on all cores at a time; texts don't stay. */
        private Tokenized tokenize(Scan scan, PromptFormat format, IntPredicate wanted) throws IOException {
            String phase = "Tokenizing " + scan.dataset.located().name();
            TokenizedPair[] pairs = new TokenizedPair[scan.rows];
            List<PreferencePair> chunk = new ArrayList<>(CHUNK);
            scan.dataset.forEach((pair, at) -> {
                if (wanted.test(Math.toIntExact(pair.index()))) {
                    chunk.add(pair);
                }
                if (chunk.size() == CHUNK) {
                    tokenize(chunk, format, pairs, scan.report);
                    events.accept(new TrainingEvent.PhaseProgress(clock.instant(), phase, pair.index() + 1, scan.rows));
                }
            });
            tokenize(chunk, format, pairs, scan.report);
            events.accept(new TrainingEvent.PhaseProgress(clock.instant(), phase, scan.rows, scan.rows));
            return new Tokenized(pairs, config.maxLength());
        }

        private void tokenize(List<PreferencePair> chunk, PromptFormat format, TokenizedPair[] pairs,
                DataReport.Builder report) {
            List<TokenizedPair> tokenized = chunk.parallelStream().map(pair -> tokenizer.tokenize(pair, format))
                    .toList();
            for (TokenizedPair pair : tokenized) {
                pairs[Math.toIntExact(pair.index())] = pair;
                if (!RewardTokenizer.fits(pair, config.maxLength())) {
                    report.overLong(pair.index());
                }
            }
            chunk.clear();
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

    /** Rows as token ids, by row; null where a row was not wanted. */
    private record Tokenized(@Nullable TokenizedPair[] byRow, @Nullable Integer maxLength) {
        List<TokenizedPair> pick(int[] rows) {
            List<TokenizedPair> picked = new ArrayList<>(rows.length);
            for (int row : rows) {
                TokenizedPair pair = byRow[row];
                if (pair != null && RewardTokenizer.fits(pair, maxLength)) {
                    picked.add(pair);
                }
            }
            return picked;
        }

        List<Long> overLong(int[] rows) {
            List<Long> over = new ArrayList<>();
            for (int row : rows) {
                TokenizedPair pair = byRow[row];
                if (pair != null && !RewardTokenizer.fits(pair, maxLength)) {
                    over.add((long) row);
                }
            }
            return over;
        }
    }
}
