package orcareward.ui.score;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.config.PromptFormat;
import orcareward.event.RunControl;
import orcareward.recipe.Candidates;
import orcareward.recipe.RunsRunner;
import orcareward.recipe.ScoreAnswer;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreQuestion;
import orcareward.recipe.ScoreSession;
import orcareward.recipe.ScoreSessions;
import orcareward.recipe.SeenSide;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the tab Score shows and does. Rewards follow the texts: a moment after the last change, and only for the last one. On the FX thread. */
public final class ScoreViewModel {
    private final Background background;
    private final Delay delay;
    private final RunsRunner runs;
    private final HistoryModel history;
    private final QuestionModel question = new QuestionModel(this::changed);
    private final ModelSlot first;
    private final ModelSlot second;
    private final ObservableList<ModelChoice> choices = FXCollections.observableArrayList();
    private final ObservableList<RankedResponse> ranking = FXCollections.observableArrayList();
    private final BooleanProperty comparing = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable PromptFormat> format = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper scored = new ReadOnlyIntegerWrapper();
    private List<ScoreAnswer> answers = List.of();
    private Runnable stopWaiting = () -> {
        // nothing waits yet
    };
    private @Nullable Job scoring;

    /** Rewards are asked for when {@code delay} is over after the last change. */
    public ScoreViewModel(ScoreSessions sessions, RunsRunner runs, ScoreHistory history, Background background,
            Delay delay, Clock clock) {
        this.runs = runs;
        this.background = background;
        this.delay = delay;
        this.history = new HistoryModel(history, background, clock);
        first = new ModelSlot(sessions, background);
        second = new ModelSlot(sessions, background);
        for (ModelSlot slot : List.of(first, second)) {
            slot.stateProperty().subscribe(this::modelChanged);
        }
        format.subscribe(this::changed);
    }

    QuestionModel question() {
        return question;
    }

    HistoryModel history() {
        return history;
    }

    ModelSlot first() {
        return first;
    }

    ModelSlot second() {
        return second;
    }

    /** Models of all runs, and folders that were named. */
    ObservableList<ModelChoice> choices() {
        return choices;
    }

    /** By falling reward of the first model. */
    ObservableList<RankedResponse> ranking() {
        return ranking;
    }

    /** Whether there is a second model beside the first. */
    BooleanProperty comparingProperty() {
        return comparing;
    }

    /** How often rewards have come; changes after {@link #ranking} has. */
    ReadOnlyIntegerProperty scoredProperty() {
        return scored.getReadOnlyProperty();
    }

    /** How texts are read; null for what the model was trained with. */
    ObjectProperty<@Nullable PromptFormat> formatProperty() {
        return format;
    }

    /** Whether the texts have changed since the ranking was made. */
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Whether rewards are being computed or a model is being loaded. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What happens, or what is missing. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** What went wrong last; null when nothing did. */
    ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the first model reads of a response; null while that is unknown. */
    @Nullable
    SeenSide seen(int index) {
        return answers.isEmpty() || index >= answers.getFirst().responses().size()
                ? null
                : answers.getFirst().responses().get(index).seen();
    }

    /** Looks for the models of all runs. */
    void refreshChoices() {
        background.run(Texts.get("score.looking"), progress -> ModelChoice.ofRuns(runs), found -> {
            List<ModelChoice> named = Stream.of(first, second).map(slot -> slot.choiceProperty().get())
                    .filter(Objects::nonNull)
                    .filter(choice -> found.stream().noneMatch(other -> other.folder().equals(choice.folder())))
                    .distinct().toList();
            List<ModelChoice> all = new ArrayList<>(found);
            all.addAll(named);
            if (!all.equals(choices)) {
                choices.setAll(all);
            }
        }, failure::set);
    }

    /** Chooses a model by its folder. */
    public void choose(Path folder) {
        first.choose(choices.stream().filter(choice -> choice.folder().equals(folder)).findFirst()
                .orElseGet(() -> ModelChoice.of(folder)));
    }

    /** Takes the second model away. */
    void endComparison() {
        comparing.set(false);
        second.choose(null);
    }

    /** Reads candidates from a file. */
    void importFrom(Path file) {
        background.run(Texts.get("score.importing"), progress -> Candidates.read(file), question::take, failure::set);
    }

    private void modelChanged() {
        changed();
        scoreNow();
    }

    /** Rewards are out of date; they come when nothing has changed for a moment. */
    private void changed() {
        stopWaiting.run();
        endScoring();
        stale.set(!ranking.isEmpty());
        failure.set(null);
        String missing = missing();
        status.set(missing);
        updateBusy();
        if (missing.isEmpty()) {
            stopWaiting = delay.start(this::scoreNow);
        }
    }

    private String missing() {
        return isLoading()
                ? Texts.get("score.status.loading")
                : ScoreWords.missing(first.model(), format.get(), question);
    }

    private boolean isLoading() {
        return first.stateProperty().get() == ModelSlot.State.LOADING
                || second.stateProperty().get() == ModelSlot.State.LOADING;
    }

    /** Asks for rewards without waiting. */
    void scoreNow() {
        stopWaiting.run();
        endScoring();
        List<ScoreSession> sessions = Stream.of(first.session(), second.session()).filter(Objects::nonNull).toList();
        if (first.session() == null || !missing().isEmpty()) {
            return;
        }
        List<String> texts = question.texts();
        ScoreQuestion asked = new ScoreQuestion(question.systemProperty().get(), question.promptProperty().get(), texts,
                format.get());
        RunControl control = new RunControl();
        status.set(Texts.get("score.status.scoring"));
        scoring = background.run(Texts.get("score.status.scoring"), progress -> {
            progress.onCancel(control::stop);
            List<ScoreAnswer> results = new ArrayList<>();
            for (ScoreSession session : sessions) {
                results.add(session.score(asked, control));
            }
            return results;
        }, results -> show(asked, texts, results), this::failed);
        updateBusy();
    }

    private void show(ScoreQuestion asked, List<String> texts, List<ScoreAnswer> results) {
        scoring = null;
        answers = results;
        List<String> written = texts.reversed().stream().dropWhile(String::isBlank).toList().reversed();
        ranking.setAll(RankedResponse.ranked(texts, results).stream().filter(row -> row.index() < written.size())
                .toList());
        stale.set(false);
        scored.set(scored.get() + 1);
        status.set(ScoreWords.done(Objects.requireNonNull(first.model()), ranking, results));
        updateBusy();
        history.add(List.of(first, second), asked, results);
    }

    private void failed(Throwable problem) {
        scoring = null;
        failure.set(problem);
        status.set("");
        updateBusy();
    }

    private void endScoring() {
        Job running = scoring;
        scoring = null;
        if (running != null) {
            running.cancel();
        }
    }

    private void updateBusy() {
        busy.set(scoring != null || isLoading());
    }

    /** Frees the models. */
    public void close() {
        stopWaiting.run();
        endScoring();
        first.choose(null);
        second.choose(null);
    }
}
