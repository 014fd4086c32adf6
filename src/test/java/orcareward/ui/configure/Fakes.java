package orcareward.ui.configure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.problem.Problem;
import orcareward.recipe.Estimate;
import orcareward.recipe.EstimateJob;
import orcareward.recipe.EstimateRunner;
import orcareward.recipe.Measurement;
import orcareward.recipe.MemoryEstimate;
import orcareward.recipe.Preview;
import orcareward.recipe.PreviewJob;
import orcareward.recipe.PreviewRows;
import orcareward.recipe.PreviewRunner;
import orcareward.recipe.TrainJob;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FileDialogs;
import org.jspecify.annotations.Nullable;

/** Everything around the view model, without a toolkit, files or an engine: work is done at once on the caller's thread. */
final class Fakes implements FileDialogs, ConfigureQuestions, Starter, PreviewRunner, EstimateRunner {
    final List<TrainJob> started = new ArrayList<>();
    final List<Path> resumed = new ArrayList<>();
    final List<Path> remembered = new ArrayList<>();
    final List<PreviewJob> looks = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final SimpleBooleanProperty busy = new SimpleBooleanProperty();
    Map<String, Problem> missing = Map.of();
    Unsaved unsaved = Unsaved.CANCEL;
    Occupied occupied = Occupied.CANCEL;
    @Nullable
    Path answer;

    ConfigureViewModel viewModel(Path folder) {
        return new ConfigureViewModel(new ConfigureViewModel.Parts(this, this, background(), this, this, this, folder,
                Duration.ZERO, remembered::add));
    }

    static Background background() {
        return new Background(Runnable::run, new AtOnce());
    }

    private static final class AtOnce extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @Override
    public Optional<Path> open(String title, @Nullable Path near, Kind... kinds) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> save(String title, @Nullable Path near, String fileName, Kind... kinds) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> folder(String title, @Nullable Path near) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Unsaved unsaved(String name) {
        asked.add(name);
        return unsaved;
    }

    @Override
    public Occupied occupied(Path folder, boolean canContinue, String free) {
        asked.add(folder.getFileName() + " " + canContinue + " " + free);
        return occupied;
    }

    @Override
    public void start(TrainJob job, String name) {
        started.add(job);
    }

    @Override
    public void resume(Path outputDir) {
        resumed.add(outputDir);
    }

    @Override
    public ObservableBooleanValue busy() {
        return busy;
    }

    @Override
    public Map<String, Problem> missing(PreviewJob job) {
        return missing;
    }

    @Override
    public PreviewRows rows(PreviewJob job) {
        looks.add(job);
        return new PreviewRows(Path.of("pairs.jsonl"), Long.MAX_VALUE, List.of("chosen", "rejected"),
                Map.of("chosen", "chosen", "rejected", "rejected"), List.of(), null);
    }

    @Override
    public Preview read(PreviewJob job, EventSink events, RunControl control) {
        throw new UnsupportedOperationException("files this large are read when asked");
    }

    @Override
    public Estimate estimate(EstimateJob job) {
        return new Estimate(10, 1, 100, 200, 1, 10, new MemoryEstimate(1, 1, 1, 1, 1));
    }

    @Override
    public Measurement measure(EstimateJob job, EventSink events, RunControl control) {
        return new Measurement(0.1, 0.1, 0.1, 1, "cpu");
    }
}
