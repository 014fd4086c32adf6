package orcareward.ui.score;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.recipe.ScoreAnswer;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreQuestion;
import orcareward.recipe.ScoreRecord;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What was scored before, the newest first. On the FX thread. */
final class HistoryModel {
    private final ScoreHistory kept;
    private final Background background;
    private final Clock clock;
    private final ObservableList<ScoreRecord> records = FXCollections.observableArrayList();

    HistoryModel(ScoreHistory kept, Background background, Clock clock) {
        this.kept = kept;
        this.background = background;
        this.clock = clock;
    }

    ObservableList<ScoreRecord> records() {
        return records;
    }

    /** Reads it from the user's folder. */
    void read() {
        background.run(Texts.get("score.history.reading"), progress -> kept.read(), records::setAll, this::failed);
    }

    /** Keeps what the models in these places gave. */
    void add(List<ModelSlot> slots, ScoreQuestion question, List<ScoreAnswer> answers) {
        List<String> models = new ArrayList<>();
        for (ModelSlot slot : slots) {
            ModelChoice choice = slot.choiceProperty().get();
            if (choice != null && models.size() < answers.size()) {
                models.add(choice.folder().toString());
            }
        }
        ScoreRecord record = new ScoreRecord(clock.instant(), models, question.system(), question.prompt(),
                question.responses(), answers.stream().map(HistoryModel::rewards).toList());
        background.run(Texts.get("score.history.keeping"), progress -> kept.add(record), records::setAll,
                this::failed);
    }

    private static List<@Nullable Double> rewards(ScoreAnswer answer) {
        List<@Nullable Double> rewards = new ArrayList<>();
        for (ScoreAnswer.Response response : answer.responses()) {
            rewards.add(response.isScored() ? Double.valueOf(response.reward()) : null);
        }
        return rewards;
    }

    /** Forgets all of it. */
    void clear() {
        background.run(Texts.get("score.history.clearing"), progress -> {
            kept.clear();
            return List.<ScoreRecord>of();
        }, records::setAll, this::failed);
    }

    private void failed(Throwable problem) {
        // Background has logged it; a history that can't be kept takes nothing from the rewards on the screen.
    }
}
