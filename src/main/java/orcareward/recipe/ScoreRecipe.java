package orcareward.recipe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orcareward.config.PromptFormat;
import orcareward.engine.score.ResponseScorer;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.files.AtomicFiles;
import orcareward.problem.ProblemException;

/** Prompts with responses, line by line, to the same lines with rewards. */
public final class ScoreRecipe implements ScoreRunner {
    /** Tokens in a batch, about: enough to fill the cores, little enough for any memory. */
    private static final int BATCH_TOKENS = 4096;

    private final Clock clock;

    /** The clock is what a chat template's date and the run time are read from. */
    public ScoreRecipe(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ScoreOutcome run(ScoreJob job, EventSink events) throws IOException {
        if (!Files.isRegularFile(job.input())) {
            throw new ProblemException(job.input().toString(), "there is no such file",
                    "Give a JSONL file with --input");
        }
        OutputFile.requireWritable(job.output(), "--output");
        String phase = "Scoring " + job.input();
        TorchRuntime.useThreads(job.threads());
        try (TorchRuntime runtime = TorchRuntime.start(job.device());
                ScoringModel model = ScoringModel.open(runtime, job.modelDir(), clock);
                BufferedReader lines = Files.newBufferedReader(job.input())) {
            events.accept(new TrainingEvent.PhaseStarted(clock.instant(), phase));
            ResponseScorer scorer = new ResponseScorer(model.model().model(),
                    job.bf16() ? runtime.bf16() : Precision.FP32,
                    model.tokenizer().padTokenId());
            Instant begin = clock.instant();
            Pass pass = new Pass(job, model, scorer, lines);
            AtomicFiles.write(job.output(), out -> pass.run(out,
                    rows -> events.accept(new TrainingEvent.PhaseProgress(clock.instant(), phase, rows, 0))));
            return new ScoreOutcome(pass.rows, pass.responses,
                    Duration.between(begin, clock.instant()).toNanos() / 1e9);
        }
    }

    /** One pass over the input. */
    private static final class Pass {
        private final ScoreJob job;
        private final ScoringModel model;
        private final ResponseScorer scorer;
        private final BufferedReader lines;
        private final List<ScoreRequest> requests = new ArrayList<>();
        private final List<List<int[]>> sequences = new ArrayList<>();
        private long lineNumber;
        private long rows;
        private long responses;

        Pass(ScoreJob job, ScoringModel model, ResponseScorer scorer, BufferedReader lines) {
            this.job = job;
            this.model = model;
            this.scorer = scorer;
            this.lines = lines;
        }

        void run(OutputStream out, java.util.function.LongConsumer progress) throws IOException {
            long tokens = 0;
            for (String line = next(); line != null; line = next()) {
                if (line.isBlank()) {
                    continue;
                }
                tokens += add(line);
                if (tokens >= BATCH_TOKENS) {
                    flush(out);
                    tokens = 0;
                    progress.accept(rows);
                }
            }
            flush(out);
            if (rows == 0) {
                throw new ProblemException(job.input().toString(), "there is nothing in the file",
                        "Give one JSON object a line");
            }
        }

        private String where() {
            return job.input() + ", line " + lineNumber;
        }

        private @org.jspecify.annotations.Nullable String next() throws IOException {
            lineNumber++;
            try {
                String line = lines.readLine();
                // Windows' editors put a byte-order mark before the first line.
                return lineNumber == 1 && line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
            } catch (MalformedInputException e) {
                throw new ProblemException(where(), "the file isn't UTF-8", "Save it as UTF-8", e);
            }
        }

        /** Tokens of the line's sequences. */
        private long add(String line) {
            ScoreRequest request = ScoreRequest.parse(line, where());
            PromptFormat format = model.promptFormat(job.promptFormat());
            PromptFormat decided = format == PromptFormat.AUTO ? request.automaticFormat() : format;
            model.tokenizer().require(decided);
            List<int[]> tokenized = model.tokenizer().tokenizeResponses(request.prompt(), request.responses(), decided,
                    where());
            int most = model.model().config().maxPositionEmbeddings();
            for (int[] ids : tokenized) {
                if (ids.length > most) {
                    throw new ProblemException(where(),
                            "a response with its prompt has " + ids.length + " tokens, the model takes " + most,
                            "Shorten it or leave it out");
                }
            }
            requests.add(request);
            sequences.add(tokenized);
            return tokenized.stream().mapToLong(ids -> ids.length).sum();
        }

        private void flush(OutputStream out) throws IOException {
            if (requests.isEmpty()) {
                return;
            }
            List<float[]> rewards = scorer.score(sequences);
            for (int i = 0; i < requests.size(); i++) {
                out.write((requests.get(i).answered(rewards.get(i)) + "\n").getBytes(StandardCharsets.UTF_8));
                responses += rewards.get(i).length;
            }
            rows += requests.size();
            requests.clear();
            sequences.clear();
        }
    }
}
