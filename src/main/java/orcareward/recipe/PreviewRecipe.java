package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import orcareward.config.DataConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.TrainConfig;
import orcareward.data.ChatMessage;
import orcareward.data.DatasetHead;
import orcareward.data.DatasetLocator;
import orcareward.data.LocatedDataset;
import orcareward.data.PreferencePair;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.files.UserFolder;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.tokenize.RewardTokenizer;
import org.jspecify.annotations.Nullable;

/** A look at the data of a configuration: first rows, what is left out and why, lengths, and what the model sees of each row. */
public final class PreviewRecipe implements PreviewRunner {
    private final UserFolder user;
    private final Clock clock;

    /** The demo is unpacked and token ids are kept in the user's folder. */
    public PreviewRecipe(UserFolder user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    @Override
    public Map<String, Problem> missing(PreviewJob job) throws IOException {
        Names names = new Names(job.workingDirectory(), user.cache());
        TrainConfig config = job.config();
        DataConfig data = config.data();
        Map<String, Problem> missing = new LinkedHashMap<>();
        String adapter = config.model().adapterNameOrPath();
        look(missing, adapter == null ? "model_name_or_path" : "adapter_name_or_path",
                () -> names.modelFolder(config.model()));
        look(missing, "dataset_name", () -> new DatasetLocator(job.workingDirectory())
                .locate(names.dataset(data.datasetName()), data.trainSplit()));
        String eval = data.evalDatasetName();
        if (eval != null) {
            look(missing, "eval_dataset_name", () -> new DatasetLocator(job.workingDirectory(), "eval_dataset_name")
                    .locate(names.dataset(eval), data.testSplit()));
        }
        return missing;
    }

    private static void look(Map<String, Problem> missing, String key, Callable<?> place) throws IOException {
        try {
            place.call();
        } catch (ProblemException e) {
            missing.put(key, e.problems().getFirst());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PreviewRows rows(PreviewJob job) throws IOException {
        DataConfig data = job.config().data();
        Names names = new Names(job.workingDirectory(), user.cache());
        LocatedDataset located = new DatasetLocator(job.workingDirectory()).locate(names.dataset(data.datasetName()),
                data.trainSplit());
        DatasetHead head = DatasetHead.read(located, data.columns(), job.rows());
        List<PreviewRows.Row> rows = head.rows().stream().map(PreviewRecipe::row).toList();
        long bytes = 0;
        for (Path file : located.files()) {
            bytes += Files.size(file);
        }
        return new PreviewRows(located.path(), bytes, head.columns(), head.roles(), rows, head.problem().orElse(null));
    }

    private static PreviewRows.Row row(DatasetHead.Row row) {
        PreferencePair pair = row.pair();
        long line = row.at().line();
        return switch (pair) {
            case PreferencePair.Text text -> new PreviewRows.Row(text.index(), line,
                    text.system().isEmpty() ? text.prompt() : text.system() + "\n\n" + text.prompt(), text.chosen(),
                    text.rejected(), text.margin());
            case PreferencePair.Messages turns -> new PreviewRows.Row(turns.index(), line, text(turns.prompt()),
                    text(turns.chosen()), text(turns.rejected()), turns.margin());
        };
    }

    private static String text(List<ChatMessage> messages) {
        return messages.stream().map(message -> message.role() + ": " + message.content())
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public Preview read(PreviewJob job, EventSink events, RunControl control) throws IOException {
        TrainConfig config = job.config();
        Names names = new Names(job.workingDirectory(), user.cache());
        RewardTokenizer tokenizer = RewardTokenizer.load(TrainRecipe.tokenizerFolder(names.modelFolder(config.model())),
                RewardTokenizer.Settings.of(config.data(), job.workingDirectory()), clock);
        boolean complete = false;
        try {
            boolean evaluates = config.evaluation().strategy() != IntervalStrategy.NO;
            Pairs pairs = new Pairs.Reader(names, tokenizer, config.data(), events, control, clock).read(evaluates);
            OpenPreview preview = new OpenPreview(tokenizer, pairs.rows(),
                    PreviewFindings.report(pairs, config.data()));
            complete = true;
            return preview;
        } catch (Tokenization.EndRequestedException e) {
            CancellationException cancelled = new CancellationException("the preview was asked to end");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            if (!complete) {
                tokenizer.close();
            }
        }
    }

    /** Rows by their numbers, out of the mapped file. */
    private static final class OpenPreview implements Preview {
        private final RewardTokenizer tokenizer;
        private final Tokenization.Rows rows;
        private final PreviewReport report;
        private @Nullable TokenViewer viewer;

        OpenPreview(RewardTokenizer tokenizer, Tokenization.Rows rows, PreviewReport report) {
            this.tokenizer = tokenizer;
            this.rows = rows;
            this.report = report;
            this.viewer = new TokenViewer(tokenizer);
        }

        @Override
        public PreviewReport report() {
            return report;
        }

        @Override
        public synchronized SeenPair seen(int row) {
            if (viewer == null) {
                throw new CancellationException("the preview was closed meanwhile");
            }
            return viewer.pair(rows.ids().pair(row));
        }

        @Override
        public synchronized void close() {
            if (viewer != null) {
                viewer = null;
                tokenizer.close();
            }
        }
    }
}
