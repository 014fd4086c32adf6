package orcareward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void everyFormOfRowComesBackWithRewardsAndItsOwnFields() throws IOException {
        orca.write("in.jsonl", """
                {"prompt": "What is it? ", "responses": ["A river.", "A house in the town."], "id": 7}
                {"messages": [{"role": "user", "content": "What is it?"}], "responses": ["A river."]}
                {"prompt": [{"role": "user", "content": "What is it?"}], "response": "A river."}

                {"system": "Be brief.", "question": "What is it?", "responses": ["A river.", "A house."]}
                {"question": "What is it?", "response": "A river."}
                """);

        RealCommandLine.Result result = score();

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Scored 7 responses of 5 rows").contains("out.jsonl");
        List<JsonNode> rows = orca.jsonLines("out.jsonl");
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).path("rewards")).hasSize(2).allMatch(JsonNode::isNumber);
        assertThat(rows.get(0).path("id").asInt()).isEqualTo(7);
        assertThat(rows.get(0).path("responses")).hasSize(2);
        assertThat(rows.get(1).path("rewards")).hasSize(1);
        assertThat(rows.get(2).has("rewards")).isFalse();
        // The same conversation in three forms.
        double reward = rows.get(1).at("/rewards/0").doubleValue();
        // On some processors a matrix product rounds a row by where it stands in the batch.
        assertThat(rows.get(2).path("reward").doubleValue()).isCloseTo(reward, within(1e-5));
        assertThat(rows.get(4).path("reward").doubleValue()).isCloseTo(reward, within(1e-5));
        assertThat(rows.get(3).at("/rewards/0").doubleValue()).isNotCloseTo(reward, within(1e-3));
    }

    @Test
    void responsesOfOnePromptScoreAsTheyDoAlone() throws IOException {
        orca.write("in.jsonl",
                """
                        {"prompt": "What is the capital of Peru? ", "responses": ["Lima.", "I am not sure, maybe Paris.", "Lima.", ""]}
                        {"prompt": "What is the capital of Peru? ", "response": "Lima."}
                        {"prompt": "What is the capital of Peru? ", "response": "I am not sure, maybe Paris."}
                        {"prompt": "What is the capital of Peru? ", "response": ""}
                        """);
        assertThat(score().code()).isZero();

        List<JsonNode> rows = orca.jsonLines("out.jsonl");
        JsonNode together = rows.getFirst().path("rewards");
        int[] alone = {1, 2, 1, 3};
        for (int i = 0; i < alone.length; i++) {
            assertThat(together.get(i).doubleValue()).as("response " + i)
                    .isCloseTo(rows.get(alone[i]).path("reward").doubleValue(), within(1e-5));
        }
        assertThat(together.get(0).doubleValue()).isNotCloseTo(together.get(1).doubleValue(), within(1e-3));
    }

    @Test
    void aPairScoresAsInTheEvaluation() throws IOException {
        JsonNode pair = orca.jsonLines(RealCommandLine.PAIRS).getFirst();
        ObjectNode request = new ObjectMapper().createObjectNode().put("prompt", pair.path("prompt").asText());
        request.putArray("responses").add(pair.path("chosen").asText()).add(pair.path("rejected").asText());
        orca.write("in.jsonl", request.toString());
        assertThat(score().code()).isZero();
        assertThat(orca.run("evaluate", "rm", "--dataset", RealCommandLine.PAIRS, "--rows", "rows.jsonl", "--device",
                "cpu").code()).isZero();

        JsonNode row = orca.jsonLines("rows.jsonl").getFirst();
        JsonNode rewards = orca.jsonLines("out.jsonl").getFirst().path("rewards");
        assertThat(rewards.get(0).doubleValue()).isCloseTo(row.path("reward_chosen").doubleValue(), within(1e-5));
        assertThat(rewards.get(1).doubleValue()).isCloseTo(row.path("reward_rejected").doubleValue(), within(1e-5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"prompt": "a", "response": "b"              | JSON
            ["prompt", "response"]                       | object
            {"prompt": "a"}                              | responses
            {"response": "b"}                            | question
            {"prompt": "a", "responses": []}             | responses
            {"prompt": "a", "responses": ["b", 3]}       | responses[1]
            {"prompt": 4, "response": "b"}               | prompt
            {"messages": [{"role": "user"}], "response": "b"} | messages
            """)
    void aBadLineIsNamedAndTheOutputStaysAsItWas(String line, String named) throws IOException {
        orca.write("in.jsonl", "{\"prompt\": \"a\", \"response\": \"b\"}\n" + line + "\n");
        orca.write("out.jsonl", "earlier\n");

        RealCommandLine.Result result = score();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("in.jsonl, line 2").contains(named).doesNotContain("Exception");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(Files.readString(orca.at("out.jsonl"))).isEqualTo("earlier\n");
        assertThat(orca.names(".")).noneMatch(name -> name.startsWith("out.jsonl."));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheInput() throws IOException {
        orca.write("in.jsonl",
                "\uFEFF{\"prompt\": \"a\", \"response\": \"b\"}\r\n\r\n{\"prompt\": \"a\", \"response\": \"b\"}\r\n");
        RealCommandLine.Result result = score();
        assertThat(result.err()).isEmpty();
        List<JsonNode> rows = orca.jsonLines("out.jsonl");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("reward").doubleValue()).isCloseTo(rows.get(1).path("reward").doubleValue(),
                within(1e-5));
    }

    @Test
    void anOutputThatIsAFolderIsRefusedBeforeAnythingIsScored() throws IOException {
        orca.write("in.jsonl", "{\"prompt\": \"a\", \"response\": \"b\"}\n");
        Files.createDirectory(orca.at("out.jsonl"));
        RealCommandLine.Result result = score();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--output", "out.jsonl is a folder", "Name a file");
        assertThat(result.out()).doesNotContain("Scoring");
    }

    @Test
    void aMissingOrEmptyInputIsTheUsersMistake() throws IOException {
        assertThat(score()).satisfies(result -> {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("in.jsonl");
        });
        orca.write("in.jsonl", "\n\n");
        assertThat(score()).satisfies(result -> {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("in.jsonl");
        });
        assertThat(orca.at("out.jsonl")).doesNotExist();
    }

    private RealCommandLine.Result score() {
        return orca.run("score", "rm", "--input", "in.jsonl", "--output", "out.jsonl", "--device", "cpu");
    }
}
