package orcareward.ui.configure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import orcareward.config.DataConfig;
import orcareward.config.IntervalStrategy;
import orcareward.config.TrainConfig;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.Preview;
import orcareward.recipe.PreviewJob;
import orcareward.recipe.PreviewReport;
import orcareward.recipe.PreviewRows;
import orcareward.recipe.PreviewRunner;
import orcareward.recipe.SeenPair;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A look at the data that follows the settings: the first rows at once, the tokens of all rows as soon as they are made. Large files are read
 * whole only when a person asks.
 */
public final class DataViewModel implements AutoCloseable {
    private static final int ROWS = 200;
    /** Some hundred thousand rows, some ten seconds. */
    private static final long READ_UNASKED = 256L << 20;

    private final PreviewRunner recipe;
    private final Background background;
    private final Path workingDirectory;
    private final Duration calm;
    private final Consumer<Map<String, Problem>> onMissing;
    private final ReadOnlyObjectWrapper<@Nullable PreviewRows> rows = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PreviewReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> readFailure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> reading = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SeenPair> seen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper row = new ReadOnlyIntegerWrapper();
    private @Nullable Look look;
    private @Nullable Job looking;
    private @Nullable Preview preview;

    /** What of a configuration decides what is seen. */
    private record Look(DataConfig data, @Nullable String model, @Nullable String adapter, boolean evaluates) {
        static Look of(TrainConfig config) {
            return new Look(config.data(), config.model().modelNameOrPath(), config.model().adapterNameOrPath(),
                    config.evaluation().strategy() != IntervalStrategy.NO);
        }
    }

    /** What a first look found. */
    private record Found(Map<String, Problem> missing, @Nullable PreviewRows rows, @Nullable ProblemException failure) {
    }

    /**
     * Follows nothing yet.
     *
     * @param calm how long nothing must change before it looks
     * @param onMissing hears what the settings name and this machine lacks
     */
    DataViewModel(PreviewRunner recipe, Background background, Path workingDirectory, Duration calm,
            Consumer<Map<String, Problem>> onMissing) {
        this.recipe = recipe;
        this.background = background;
        this.workingDirectory = workingDirectory;
        this.calm = calm;
        this.onMissing = onMissing;
    }

    /** The first rows; null while nothing is known. */
    public ReadOnlyObjectProperty<@Nullable PreviewRows> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Why there are no rows, or null. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What reading all rows found; null until then. */
    public ReadOnlyObjectProperty<@Nullable PreviewReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why the rows could not be read or tokenized, or null. */
    public ReadOnlyObjectProperty<@Nullable Throwable> readFailureProperty() {
        return readFailure.getReadOnlyProperty();
    }

    /** The reading of all rows while it goes, or null. */
    public ReadOnlyObjectProperty<@Nullable Job> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** The row that is shown as the model sees it, or null. */
    public ReadOnlyObjectProperty<@Nullable SeenPair> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Its 0-based number. */
    public ReadOnlyIntegerProperty rowProperty() {
        return row.getReadOnlyProperty();
    }

    /** Follows the settings; a configuration with the same data and model changes nothing. */
    void follow(@Nullable TrainConfig config) {
        Look now = config == null ? null : Look.of(config);
        if (Objects.equals(now, look)) {
            return;
        }
        look = now;
        stop();
        forget();
        if (config != null) {
            first(config);
        } else {
            rows.set(null);
            failure.set(null);
        }
    }

    /** Looks once more: files may have changed. */
    void again(@Nullable TrainConfig config) {
        look = null;
        follow(config);
    }

    private void stop() {
        for (Job job : new Job[]{looking, reading.get()}) {
            if (job != null) {
                job.cancel();
            }
        }
        reading.set(null);
    }

    private void forget() {
        report.set(null);
        readFailure.set(null);
        seen.set(null);
        if (preview != null) {
            preview.close();
            preview = null;
        }
    }

    private void first(TrainConfig config) {
        PreviewJob job = new PreviewJob(config, ROWS, workingDirectory);
        looking = background.run(Texts.get("configure.data.looking"), progress -> {
            Thread.sleep(calm);
            progress.check();
            return found(job);
        }, found -> {
            onMissing.accept(found.missing());
            rows.set(found.rows());
            failure.set(found.failure());
            PreviewRows here = found.rows();
            if (here != null && here.problem() == null && found.missing().isEmpty() && here.bytes() <= READ_UNASKED) {
                read(job);
            }
        }, e -> {
            rows.set(null);
            failure.set(e);
        });
    }

    private Found found(PreviewJob job) throws IOException {
        Map<String, Problem> missing = recipe.missing(job);
        try {
            return new Found(missing, missing.containsKey("dataset_name") ? null : recipe.rows(job), null);
        } catch (ProblemException e) {
            return new Found(missing, null, e);
        }
    }

    /** Reads all rows of the configuration that is shown. */
    void readAll(TrainConfig config) {
        if (reading.get() == null) {
            read(new PreviewJob(config, ROWS, workingDirectory));
        }
    }

    private void read(PreviewJob asking) {
        readFailure.set(null);
        Look asked = look;
        Job job = background.run(Texts.get("configure.data.reading"),
                progress -> recipe.read(asking, Work.events(progress), Work.control(progress)), opened -> {
                    if (!Objects.equals(asked, look)) {
                        opened.close(); // the settings have gone on meanwhile
                        return;
                    }
                    reading.set(null);
                    preview = opened;
                    report.set(opened.report());
                    go(Math.min(row.get(), (int) opened.report().rowsRead() - 1));
                }, e -> {
                    reading.set(null);
                    readFailure.set(e);
                }, () -> reading.set(null));
        reading.set(job.runningProperty().get() ? job : null);
    }

    /** Shows a row as the model sees it. */
    public void go(int wanted) {
        Preview open = preview;
        if (open == null || wanted < 0 || wanted >= open.report().rowsRead()) {
            return;
        }
        row.set(wanted);
        background.run(Texts.get("configure.seen.title"), progress -> open.seen(wanted), pair -> {
            if (row.get() == wanted && preview == open) {
                seen.set(pair);
            }
        }, readFailure::set);
    }

    @Override
    public void close() {
        stop();
        forget();
    }
}
