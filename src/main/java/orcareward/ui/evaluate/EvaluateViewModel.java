package orcareward.ui.evaluate;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import orcareward.event.RunControl;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.EvaluateRunner;
import orcareward.recipe.PairTexts;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The tab Evaluate without its nodes: what is chosen, what runs, what was found. On the FX thread alone. */
public final class EvaluateViewModel {
    private final EvaluateRunner runner;
    private final Background background;
    private final SetupViewModel setup;
    private final PairsViewModel pairs;
    private final EvaluationExport export;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Findings> findings = new ReadOnlyObjectWrapper<>();

    /** How the evaluation stands. */
    enum State {
        NO_MODEL, READY, RUNNING, STOPPED, DONE, FAILED
    }

    /**
     * Without a model yet.
     *
     * @param models the models to choose from; asked off the FX thread each time the tab is shown
     * @param now when an export says it was made
     */
    public EvaluateViewModel(EvaluateRunner runner, Supplier<List<ModelChoice>> models, Background background,
            InstantSource now) {
        this.runner = runner;
        this.background = background;
        this.setup = new SetupViewModel(models, background);
        this.pairs = new PairsViewModel(background);
        this.export = new EvaluationExport(background, now);
        setup.modelProperty().subscribe(this::modelChosen);
    }

    SetupViewModel setup() {
        return setup;
    }

    PairsViewModel pairs() {
        return pairs;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What runs now; null while nothing does. */
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /** Why the last evaluation failed; null when it didn't. */
    ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What is found so far; null before the pairs are read. */
    ReadOnlyObjectProperty<@Nullable Findings> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** Whether an evaluation runs. */
    public BooleanBinding busy() {
        return Bindings.createBooleanBinding(() -> state.get() == State.RUNNING, state);
    }

    /** Chooses a model by its folder. */
    public void choose(Path model) {
        setup.choose(model);
    }

    /** Starts; nothing happens while one runs or no model is chosen. */
    public void evaluate() {
        EvaluationSetup asked = setup.setup();
        if (asked == null || state.get() == State.RUNNING) {
            return;
        }
        forget();
        state.set(State.RUNNING);
        RunControl control = new RunControl();
        Consumer<Findings> receiver = found -> background.fx().execute(() -> show(found));
        job.set(background.run(Texts.format("evaluate.job", asked.model().name()), progress -> {
            progress.onCancel(control::discard);
            EvaluationProgress bar = new EvaluationProgress(progress, passes(asked), System::nanoTime);
            return runner.run(asked.job(), bar, control, new FindingsCollector(asked, receiver));
        }, report -> end(State.DONE, null), thrown -> end(State.FAILED, inWords(thrown)),
                () -> end(State.STOPPED, null)));
    }

    private static List<String> passes(EvaluationSetup asked) {
        List<String> names = new ArrayList<>(List.of(asked.model().name()));
        asked.otherModels().forEach(other -> names.add(other.name()));
        if (names.size() < asked.passes()) {
            names.add(Texts.get("evaluate.baseline.untrained"));
        }
        return names;
    }

    /** Ends what runs; what it has found so far stays on the screen. */
    public void cancel() {
        Job running = job.get();
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * Writes what was found; nothing happens before there is something.
     *
     * @param done hears the file
     */
    void export(EvaluationExport.Kind kind, Path file, Consumer<Path> done, Consumer<Throwable> failed) {
        Findings found = findings.get();
        if (found != null && found.figures() != null) {
            export.write(kind, found, file, done, failed);
        }
    }

    private void modelChosen(@Nullable ModelChoice model) {
        if (state.get() == State.NO_MODEL && model != null) {
            state.set(State.READY);
        }
    }

    private void show(Findings found) {
        findings.set(found);
        pairs.show(found);
    }

    private void end(State how, @Nullable Throwable thrown) {
        job.set(null);
        failure.set(thrown);
        state.set(how);
    }

    /** The last evaluation's results make room; its copy of the texts is closed off the FX thread. */
    private void forget() {
        Findings old = findings.get();
        findings.set(null);
        failure.set(null);
        pairs.clear();
        PairTexts texts = old == null ? null : old.pairs().texts();
        if (texts != null) {
            background.run(Texts.get("evaluate.job.forget"), progress -> {
                texts.close();
                return true;
            }, done -> {
                // the file is gone
            }, thrown -> {
                // the log has it; the file goes with the program
            });
        }
    }

    /** A remedy that names the command line's option is said in the window's words. */
    private static Throwable inWords(Throwable thrown) {
        return thrown instanceof ProblemException known
                ? new ProblemException(known.problems().stream()
                        .map(problem -> problem.remedy().contains("--dataset")
                                ? new Problem(problem.where(), problem.what(), Texts.get("evaluate.failed.data"))
                                : problem)
                        .toList())
                : thrown;
    }
}
