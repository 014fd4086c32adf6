package orcareward.ui.shell;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import orcareward.problem.Problem;
import orcareward.recipe.EngineRunner;
import orcareward.recipe.EngineStatus;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the status bar says about the engine and its device. */
final class ShellViewModel {
    private final EngineRunner engine;
    private final Background background;
    private final ReadOnlyObjectWrapper<EngineState> state = new ReadOnlyObjectWrapper<>(EngineState.LOADING);
    private final ReadOnlyStringWrapper engineText = new ReadOnlyStringWrapper(Texts.get("shell.engine.loading"));
    private final ReadOnlyStringWrapper deviceText = new ReadOnlyStringWrapper("");
    private @Nullable EngineStatus status;
    private @Nullable Problem problem;

    /** How the engine stands. */
    enum EngineState {
        LOADING, READY, FAILED
    }

    ShellViewModel(EngineRunner engine, Background background) {
        this.engine = engine;
        this.background = background;
    }

    /** Loads the engine behind the window. */
    void startEngine() {
        state.set(EngineState.LOADING);
        engineText.set(Texts.get("shell.engine.loading"));
        background.run(Texts.get("shell.engine.loading"), progress -> new Started(engine.start(), engine.memoryInUse()),
                this::started, this::failed);
    }

    /** Asks for the memory in use every other second, off the FX thread. */
    void watchMemory(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(() -> {
            long bytes = engine.memoryInUse();
            background.fx().execute(() -> showMemory(bytes));
        }, 1, 2, TimeUnit.SECONDS);
    }

    /** How the engine stands, and the memory in use then. */
    private record Started(EngineStatus status, long memoryBytes) {
    }

    private void started(Started now) {
        EngineStatus found = now.status();
        Problem wrong = found.problem();
        status = found;
        problem = wrong;
        state.set(wrong == null ? EngineState.READY : EngineState.FAILED);
        engineText.set(wrong == null
                ? Texts.format("shell.engine.ready", found.version())
                : Texts.get("shell.engine.failed"));
        showMemory(now.memoryBytes());
    }

    private void failed(Throwable failure) {
        problem = ProblemView.problems(failure).getFirst();
        state.set(EngineState.FAILED);
        engineText.set(Texts.get("shell.engine.failed"));
    }

    private void showMemory(long bytes) {
        EngineStatus known = status;
        if (known == null || known.device().isEmpty()) {
            return;
        }
        deviceText.set(bytes > 0
                ? Texts.format("shell.device", known.device(), Formats.memory(bytes),
                        Formats.memory(known.memoryBytes()))
                : known.device());
    }

    ReadOnlyObjectProperty<EngineState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyStringProperty engineTextProperty() {
        return engineText.getReadOnlyProperty();
    }

    ReadOnlyStringProperty deviceTextProperty() {
        return deviceText.getReadOnlyProperty();
    }

    /** Why the engine can't be used; null while all is well. */
    @Nullable
    Problem problem() {
        return problem;
    }
}
