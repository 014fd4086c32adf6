package orcareward.ui.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import orcareward.event.RunControl;
import orcareward.files.UserFolder;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.Candidates;
import orcareward.recipe.RunsRecipe;
import orcareward.recipe.ScorableModel;
import orcareward.recipe.ScoreAnswer;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreQuestion;
import orcareward.recipe.ScoreRecord;
import orcareward.recipe.ScoreSession;
import orcareward.ui.ByHand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit; a response's reward is its length, or less that for the folder {@code contrary}. */
class ScoreViewModelTest {
    @TempDir
    Path folder;
    private final ByHand hand = new ByHand();
    private final List<String> log = new ArrayList<>();
    private ScoreViewModel model;

    @BeforeEach
    void start() {
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.toString()), "Linux", folder);
        model = new ScoreViewModel(this::open, new RunsRecipe(user, Clock.systemUTC()),
                new ScoreHistory(folder.resolve("history.jsonl")), hand.background(), hand.delay(),
                Clock.systemUTC());
    }

    @Test
    void rewardsComeWhenNothingHasChangedForAMoment() {
        choose("model");
        assertThat(model.statusProperty().get()).isEqualTo("Write a prompt");
        model.question().promptProperty().set("Why?");
        assertThat(model.statusProperty().get()).isEqualTo("Write a response");
        write("short", "rather long", "");
        assertThat(hand.waiting()).isEqualTo(1);
        hand.runAll();
        assertThat(model.ranking()).isEmpty();
        hand.timePasses();
        assertThat(model.busyProperty().get()).isTrue();
        hand.runAll();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.ranking()).extracting(RankedResponse::name).containsExactly("B", "A");
        assertThat(model.ranking()).extracting(RankedResponse::toBest).containsExactly(0.0, -6.0);
        assertThat(model.ranking().getLast().chanceAgainstBest()).isBetween(0.002, 0.003);
        assertThat(model.history().records()).singleElement().extracting(ScoreRecord::prompt).isEqualTo("Why?");
    }

    @Test
    void onlyTheLastTextsCount() {
        choose("model");
        model.question().promptProperty().set("Why?");
        write("one", "two");
        hand.timePasses();
        model.question().responses().getFirst().textProperty().set("three");
        assertThat(model.busyProperty().get()).isFalse();
        hand.timePasses();
        hand.runAll();
        assertThat(log).containsExactly("open model", "score [three, two]");
        assertThat(model.ranking().getFirst().text()).isEqualTo("three");
        model.question().responses().getFirst().textProperty().set("four");
        assertThat(model.staleProperty().get()).isTrue();
    }

    @Test
    void twoModelsStandSideBySide() {
        choose("model");
        model.question().promptProperty().set("Why?");
        write("one", "seven", "bad");
        model.second().choose(ModelChoice.of(folder.resolve("contrary")));
        hand.runAll();
        assertThat(model.ranking()).extracting(RankedResponse::name).containsExactly("B", "A", "C");
        assertThat(model.ranking()).extracting(RankedResponse::otherRank).containsExactly(2, 1, 0);
        assertThat(model.ranking().getLast().problem()).contains("too bad");
        assertThat(model.ranking().getLast().rank()).isZero();
        model.endComparison();
        hand.runAll();
        assertThat(model.ranking()).extracting(RankedResponse::otherRank).containsOnly(0);
        assertThat(log).contains("close contrary");
    }

    @Test
    void theEarlierModelIsFreedBeforeTheNextIsLoaded() {
        choose("model");
        choose("other");
        assertThat(log).containsExactly("open model", "close model", "open other");
        choose("broken");
        assertThat(model.first().failureProperty().get()).hasMessageContaining("no model");
        model.close();
        hand.runAll();
        assertThat(log).endsWith("close other");
    }

    @Test
    void aModelThatIsNoLongerWantedIsNotLoaded() {
        model.choose(folder.resolve("model"));
        model.choose(folder.resolve("other"));
        hand.runAll();
        assertThat(log).containsExactly("open other");
        assertThat(model.first().model()).extracting(ScorableModel::folder).isEqualTo(folder.resolve("other"));
    }

    @Test
    void aFileBringsPromptsOrResponsesToTheOneThatIsThere() {
        QuestionModel question = model.question();
        question.promptProperty().set("Why?");
        question.take(new Candidates(false, List.of(new ScoreQuestion("", "", List.of("a", "b", "c"), null))));
        assertThat(question.promptProperty().get()).isEqualTo("Why?");
        assertThat(question.texts()).containsExactly("a", "b", "c");
        question.take(new Candidates(true, List.of(new ScoreQuestion("s", "p", List.of("x"), null),
                new ScoreQuestion("", "q", List.of("y", "z"), null))));
        assertThat(question.systemProperty().get()).isEqualTo("s");
        question.show(1);
        assertThat(question.texts()).containsExactly("y", "z");
        question.clear();
        assertThat(question.imported()).isEmpty();
        assertThat(question.texts()).containsExactly("", "");
        question.remove(question.responses().getFirst());
        question.remove(question.responses().getFirst());
        assertThat(question.texts()).containsExactly("");
        assertThat(ResponseItem.name(27)).isEqualTo("AB");
    }

    private void choose(String name) {
        model.choose(folder.resolve(name));
        hand.runAll();
    }

    private void write(String... texts) {
        model.question().fill("", model.question().promptProperty().get(), List.of(texts));
    }

    private ScoreSession open(Path dir, DeviceChoice device) throws IOException {
        String name = String.valueOf(dir.getFileName());
        if (name.equals("broken")) {
            throw new ProblemException(dir.toString(), "there is no model", "Choose another");
        }
        log.add("open " + name);
        return new Lengths(dir, name.equals("contrary") ? -1 : 1, log);
    }

    private record Lengths(Path dir, int sign, List<String> log) implements ScoreSession {
        @Override
        public ScorableModel model() {
            return new ScorableModel(dir, PromptFormat.CHAT, List.of(PromptFormat.CHAT), 100, 50, "cpu");
        }

        @Override
        public ScoreAnswer score(ScoreQuestion question, RunControl control) {
            if (control.isEndRequested()) {
                throw new CancellationException();
            }
            log.add("score " + question.responses());
            return new ScoreAnswer(PromptFormat.CHAT, question.responses().stream().map(this::answer).toList(), 0.1);
        }

        private ScoreAnswer.Response answer(String text) {
            return text.isBlank() || text.equals("bad")
                    ? new ScoreAnswer.Response(Double.NaN, null, new Problem("", "too bad", ""))
                    : new ScoreAnswer.Response(sign * text.length(), null, null);
        }

        @Override
        public void close() {
            log.add("close " + dir.getFileName());
        }
    }
}
