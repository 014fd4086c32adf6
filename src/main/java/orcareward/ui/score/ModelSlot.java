package orcareward.ui.score;

import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import orcareward.config.DeviceChoice;
import orcareward.recipe.ScorableModel;
import orcareward.recipe.ScoreSession;
import orcareward.recipe.ScoreSessions;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** A place for one loaded model. Choosing another frees the one before. On the FX thread. */
final class ModelSlot {
    private final ScoreSessions sessions;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable ModelChoice> choice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private @Nullable ScoreSession session;
    /** One model is loaded at a time, whatever is chosen meanwhile. */
    private final Object loading = new Object();
    private volatile int request;

    /** How far it is. */
    enum State {
        EMPTY, LOADING, READY, FAILED
    }

    ModelSlot(ScoreSessions sessions, Background background) {
        this.sessions = sessions;
        this.background = background;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What was chosen, loaded or not. */
    ReadOnlyObjectProperty<@Nullable ModelChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** Why it could not be loaded. */
    ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The loaded model; null in every state but {@code READY}. */
    @Nullable
    ScoreSession session() {
        return session;
    }

    /** Its facts; null in every state but {@code READY}. */
    @Nullable
    ScorableModel model() {
        ScoreSession loaded = session;
        return loaded == null ? null : loaded.model();
    }

    /** Loads a model, or leaves the place empty. The earlier one is freed first, so that both never need memory together. */
    void choose(@Nullable ModelChoice next) {
        int mine = ++request;
        ScoreSession before = session;
        session = null;
        choice.set(next);
        failure.set(null);
        state.set(next == null ? State.EMPTY : State.LOADING);
        if (next == null) {
            free(before);
            return;
        }
        background.run(Texts.format("score.loading", next.label()), progress -> {
            synchronized (loading) {
                if (before != null) {
                    before.close();
                }
                if (mine != request) {
                    throw new CancellationException("another model was chosen");
                }
                return sessions.open(next.folder(), DeviceChoice.AUTO);
            }
        }, opened -> opened(mine, opened), problem -> failed(mine, problem));
    }

    private void opened(int mine, ScoreSession opened) {
        if (mine != request) {
            free(opened);
            return;
        }
        session = opened;
        state.set(State.READY);
    }

    private void failed(int mine, Throwable problem) {
        if (mine == request) {
            failure.set(problem);
            state.set(State.FAILED);
        }
    }

    private void free(@Nullable ScoreSession unused) {
        if (unused != null) {
            background.run(Texts.get("score.freeing"), progress -> {
                unused.close();
                return unused;
            }, done -> {
            }, problem -> {
                // Background has logged it; the memory is the system's again when the program ends.
            });
        }
    }
}
