package orcareward.recipe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import orcareward.config.PromptFormat;
import orcareward.data.DatasetBytes;
import orcareward.data.PreferenceDataset;
import orcareward.data.PreferencePair;
import orcareward.data.RowFacts;
import orcareward.data.RowPosition;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import orcareward.tokenize.TokenCache;
import orcareward.tokenize.TokenFile;
import orcareward.tokenize.TokenKey;
import orcareward.tokenize.TokenizedPair;

/**
 * All rows of a data set to token ids, in one pass: read on this thread, tokenized on all cores, written to the cache in file order. What the cache
 * has already is taken from there, and no row is read.
 */
final class Tokenization {
    private static final int CHUNK = 128;
    /** Chunks read ahead of the slowest core. */
    private static final int AHEAD = 4;

    private final TokenCache cache;
    private final RewardTokenizer tokenizer;
    private final EventSink events;
    private final RunControl control;
    private final InstantSource clock;

    Tokenization(TokenCache cache, RewardTokenizer tokenizer, EventSink events, RunControl control,
            InstantSource clock) {
        this.cache = cache;
        this.tokenizer = tokenizer;
        this.events = events;
        this.control = control;
        this.clock = clock;
    }

    /**
     * A data set's rows.
     *
     * @param ids every row's
     * @param facts what the report must know of each
     * @param bytes of its files
     */
    record Rows(TokenFile ids, RowFacts facts, DatasetBytes bytes) {
    }

    /** A person asked the run to end before it began; nothing has been written. */
    static final class EndRequestedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Reads and tokenizes, unless an earlier run did.
     *
     * @throws ProblemException for the first row in file order that can't be read or written in the format
     * @throws EndRequestedException when a person stopped the run meanwhile
     */
    Rows of(PreferenceDataset dataset, PromptFormat format) throws IOException {
        Instant begin = clock.instant();
        DatasetBytes bytes = DatasetBytes.read(dataset.located());
        Optional<TokenKey> key = TokenKey.of(dataset.located(), bytes, dataset.columns(), format, tokenizer);
        Optional<TokenFile> known = key.isPresent() ? cache.find(key.get()) : Optional.empty();
        if (known.isPresent()) {
            TokenFile ids = known.get();
            say("The token ids of an earlier run are used again: %,d pairs", ids.rows());
            return new Rows(ids, ids.facts(), bytes);
        }
        RowFacts facts = new RowFacts();
        try (TokenCache.Entry entry = cache.begin(key, tokenizer.vocabularySize())) {
            new Pass(dataset, format, entry, facts).run();
            bytes.requireUnchanged();
            TokenFile ids = entry.finish(facts);
            double seconds = Math.max(1e-3, Duration.between(begin, clock.instant()).toNanos() / 1e9);
            say("Tokenized %,d pairs in %.1f s (%,.0f pairs/s)", ids.rows(), seconds, ids.rows() / seconds);
            return new Rows(ids, facts, bytes);
        }
    }

    private void say(String format, Object... numbers) {
        events.accept(new TrainingEvent.Notice(clock.instant(), TrainingEvent.Severity.INFO,
                String.format(Locale.ROOT, format, numbers)));
    }

    private record Row(PreferencePair pair, RowPosition at) {
    }

    private record Done(List<TokenizedPair> pairs, List<RowFacts.Row> facts) {
    }

    /** One pass over a file; chunks of rows wait for their turn in a queue, so that few texts are in memory. */
    private final class Pass {
        private final PreferenceDataset dataset;
        private final PromptFormat format;
        private final TokenCache.Entry entry;
        private final RowFacts facts;
        private final Deque<Future<Done>> queue = new ArrayDeque<>();
        private final int longest = AHEAD + Runtime.getRuntime().availableProcessors();
        private List<Row> chunk = new ArrayList<>(CHUNK);

        Pass(PreferenceDataset dataset, PromptFormat format, TokenCache.Entry entry, RowFacts facts) {
            this.dataset = dataset;
            this.format = format;
            this.entry = entry;
            this.facts = facts;
        }

        void run() throws IOException {
            // Closing it waits for what runs: nothing may use the tokenizer afterwards.
            try (ExecutorService cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                try {
                    read(cores);
                } finally {
                    queue.forEach(future -> future.cancel(false));
                }
            }
        }

        private void read(ExecutorService cores) throws IOException {
            try {
                dataset.forEach((pair, at) -> {
                    chunk.add(new Row(pair, at));
                    if (chunk.size() == CHUNK) {
                        handOver(cores);
                    }
                });
            } catch (ProblemException broken) {
                // A row before it may have another fault: the first in the file is the one to name.
                handOver(cores);
                drainTo(0);
                throw broken;
            }
            handOver(cores);
            drainTo(0);
        }

        private void handOver(ExecutorService cores) {
            List<Row> rows = chunk;
            chunk = new ArrayList<>(CHUNK);
            queue.add(cores.submit(() -> tokenized(rows)));
            drainTo(longest);
            if (rows.size() == CHUNK && control.isEndRequested()) {
                throw new EndRequestedException();
            }
        }

        private Done tokenized(List<Row> rows) {
            Done done = new Done(new ArrayList<>(rows.size()), new ArrayList<>(rows.size()));
            for (Row row : rows) {
                done.pairs.add(tokenizer.tokenize(row.pair(), format));
                done.facts.add(RowFacts.Row.of(row.pair(), row.at()));
            }
            return done;
        }

        /** Writes what is next in file order until so few chunks are left. */
        private void drainTo(int left) {
            while (queue.size() > left) {
                Done done = result(queue.remove());
                for (TokenizedPair pair : done.pairs()) {
                    entry.add(pair);
                }
                done.facts().forEach(facts::add);
                events.accept(new TrainingEvent.PhaseProgress(clock.instant(),
                        "Tokenizing " + dataset.located().name(), facts.size(), 0));
            }
        }

        private static Done result(Future<Done> future) {
            try {
                return future.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EndRequestedException();
            }
        }
    }
}
