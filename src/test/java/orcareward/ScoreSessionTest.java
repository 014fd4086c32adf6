package orcareward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import orcareward.event.RunControl;
import orcareward.problem.ProblemException;
import orcareward.recipe.Candidates;
import orcareward.recipe.ScoreAnswer;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreQuestion;
import orcareward.recipe.ScoreRecord;
import orcareward.recipe.ScoreSession;
import orcareward.recipe.ScoreSessionRecipe;
import orcareward.recipe.SeenSide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that stays loaded, the files that candidates come from, and the history of what was scored. */
class ScoreSessionTest {
    private static final List<String> RESPONSES = List.of("Paris.", "I don't know, and nobody does.", "London!");

    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void aSessionGivesTheRewardsOfTheCommandLine() throws Exception {
        ObjectMapper json = new ObjectMapper();
        orca.write("in.jsonl", json.writeValueAsString(json.createObjectNode().put("system", "Be brief.")
                .put("question", "What is the capital of France?").set("responses", json.valueToTree(RESPONSES)))
                + "\n");
        assertThat(orca.run("score", "rm", "--input", "in.jsonl", "--output", "out.jsonl", "--device", "cpu").code())
                .isZero();
        JsonNode expected = json.readTree(Files.readString(orca.at("out.jsonl"))).get("rewards");
        try (ScoreSession session = open()) {
            assertThat(session.model().format()).isEqualTo(PromptFormat.CHAT);
            ScoreAnswer answer = session.score(question("What is the capital of France?", RESPONSES),
                    new RunControl());
            for (int i = 0; i < RESPONSES.size(); i++) {
                assertThat(answer.responses().get(i).reward()).isCloseTo(expected.get(i).asDouble(), within(1e-5));
            }
            SeenSide seen = answer.responses().getFirst().seen();
            assertThat(seen).isNotNull();
            assertThat(text(seen, 0, seen.shared())).contains("Be brief.").contains("capital of France?")
                    .doesNotContain("Paris");
            assertThat(text(seen, seen.shared(), seen.tokens().size())).startsWith("Paris.");
        }
    }

    @Test
    void whatCantBeScoredSaysWhyAndTheOthersAreScored() throws Exception {
        try (ScoreSession session = open()) {
            ScoreAnswer answer = session.score(question("Hi", List.of("word ".repeat(session.model().mostTokens()),
                    " ", "fine")), new RunControl());
            assertThat(answer.responses()).extracting(ScoreAnswer.Response::isScored).containsExactly(false, false,
                    true);
            assertThat(answer.responses().getFirst().problem().what()).contains("the model takes");
            assertThat(answer.responses().getFirst().seen()).isNotNull();
            assertThatThrownBy(() -> session.score(question("  ", RESPONSES), new RunControl()))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("there is no prompt");
            RunControl ended = new RunControl();
            ended.stop();
            assertThatThrownBy(() -> session.score(question("Hi", RESPONSES), ended))
                    .isInstanceOf(CancellationException.class);
            session.close();
            assertThatThrownBy(() -> session.score(question("Hi", RESPONSES), new RunControl()))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aFolderWithoutAModelIsRefused() {
        assertThatThrownBy(() -> new ScoreSessionRecipe(Clock.systemUTC()).open(folder, DeviceChoice.CPU))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void candidatesComeFromTextAndFromJson() throws IOException {
        orca.write("some.txt", "\nfirst\nline two\r\n \r\n\n\nsecond\n");
        assertThat(Candidates.read(orca.at("some.txt")).questions().getFirst().responses())
                .containsExactly("first\nline two", "second");
        orca.write("some.jsonl", "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\","
                + "\"content\":\"u\"}],\"response\":\"r\"}\n\n{\"prompt\":\"p\",\"responses\":[\"a\",\"b\"]}\n");
        assertThat(Candidates.read(orca.at("some.jsonl")).questions()).containsExactly(
                new ScoreQuestion("s", "u", List.of("r"), null), new ScoreQuestion("", "p", List.of("a", "b"), null));
        orca.write("empty.txt", " \n");
        assertThatThrownBy(() -> Candidates.read(orca.at("empty.txt"))).hasMessageContaining("nothing in the file");
        orca.write("turns.jsonl", "{\"messages\":[{\"role\":\"assistant\",\"content\":\"s\"}],\"response\":\"r\"}");
        assertThatThrownBy(() -> Candidates.read(orca.at("turns.jsonl"))).hasMessageContaining("line 1");
    }

    @Test
    void theHistoryKeepsTheLastStateOfATask() throws IOException {
        ScoreHistory history = new ScoreHistory(folder.resolve("h/score_history.jsonl"));
        assertThat(history.read()).isEmpty();
        history.add(record("one", 0.5));
        List<Double> rewards = new ArrayList<>(List.of(1.25));
        rewards.add(null);
        history.add(record("two", 0.25));
        ScoreRecord last = new ScoreRecord(Instant.EPOCH, List.of("rm"), "", "two", List.of("a", "b"),
                List.of(rewards));
        history.add(last);
        assertThat(history.read()).containsExactly(last, record("one", 0.5));
        Files.writeString(folder.resolve("h/score_history.jsonl"), "rubbish\n");
        assertThat(history.read()).isEmpty();
        history.clear();
        assertThat(folder.resolve("h")).isEmptyDirectory();
    }

    private ScoreSession open() throws IOException, InterruptedException {
        return new ScoreSessionRecipe(Clock.systemUTC()).open(orca.at("rm"), DeviceChoice.CPU);
    }

    private static ScoreQuestion question(String prompt, List<String> responses) {
        return new ScoreQuestion("Be brief.", prompt, responses, null);
    }

    private static ScoreRecord record(String prompt, double reward) {
        return new ScoreRecord(Instant.EPOCH, List.of("rm"), "", prompt, List.of("a"), List.of(List.of(reward)));
    }

    private static String text(SeenSide side, int from, int to) {
        StringBuilder text = new StringBuilder();
        side.tokens().subList(from, to).forEach(token -> text.append(token.text()));
        return text.toString();
    }
}
