package orcareward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void withoutADatasetTheRunsHeldOutPairsAreScoredAsTheSummaryDid() throws IOException {
        RealCommandLine.Result trained = orca.train();
        assertThat(trained.code()).isZero();

        RealCommandLine.Result result = evaluate("out", "--json", "--report", "report.json", "--rows", "rows.jsonl");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        JsonNode summary = trained.events("run_summary").getFirst().path("evaluation");
        JsonNode report = orca.json("report.json");
        assertThat(report.path("model")).isEqualTo(summary.path("model"));
        assertThat(report.path("untrained head")).isEqualTo(summary.path("untrained head"));
        assertThat(new ObjectMapper().readTree(result.out())).isEqualTo(report);
        assertThat(orca.jsonLines("rows.jsonl")).hasSize(10);
        assertThat(report.path("data").path("prompt_format").asText()).isEqualTo("plain");
        // A checkpoint of the same run is evaluated on the same rows.
        assertThat(evaluate("out/checkpoint-2", "--rows", "other.jsonl").code()).isZero();
        assertThat(indices("other.jsonl")).isEqualTo(indices("rows.jsonl"));
    }

    @Test
    void aChangedFileIsNoticed() throws IOException {
        assertThat(orca.train().code()).isZero();
        Files.writeString(orca.at(RealCommandLine.PAIRS),
                Files.readString(orca.at(RealCommandLine.PAIRS)).replaceFirst("Peru", "Chad"));

        RealCommandLine.Result changed = evaluate("out");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains(RealCommandLine.PAIRS).contains("has changed").contains("--dataset");

        Files.delete(orca.at(RealCommandLine.PAIRS));
        RealCommandLine.Result gone = evaluate("out");
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.err()).contains(RealCommandLine.PAIRS).contains("--dataset");
    }

    @Test
    void aModelThatTrlMadeIsScoredOnAFileAndComparedWithBaselines() throws IOException {
        Files.copy(Golden.path("data/eval.jsonl"), orca.at("eval.jsonl"));
        RealCommandLine.copyFolder(Golden.path("train_lora/adapter_final"), orca.at("adapter"));
        orca.edit("adapter/adapter_config.json", Map.of("base_model_name_or_path", "\"../rm\""));

        RealCommandLine.Result result = evaluate("rm", "--dataset", "eval.jsonl", "--baseline", "adapter", "--report",
                "report.json", "--rows", "rm.jsonl");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("longer wins").contains("shorter wins").contains("adapter");
        assertThat(evaluate("adapter", "--dataset", "eval.jsonl", "--report", "own.json").code()).isZero();
        JsonNode report = orca.json("report.json");
        assertThat(report.path(orca.at("adapter").toString())).isEqualTo(orca.json("own.json").path("model"));
        assertThat(report.path(orca.at("adapter").toString())).isNotEqualTo(report.path("model"));
        assertThat(report.path("data").path("rows_in_file").asInt()).isEqualTo(45);
        assertThat(orca.jsonLines("rm.jsonl")).hasSize(45).first().satisfies(row -> {
            assertThat(row.properties().stream().map(Map.Entry::getKey)).containsExactly("index", "reward_chosen",
                    "reward_rejected", "margin", "chosen_tokens", "rejected_tokens");
            assertThat(row.path("margin").doubleValue()).isCloseTo(
                    row.path("reward_chosen").doubleValue() - row.path("reward_rejected").doubleValue(), within(1e-5));
        });
    }

    @Test
    void overLongRowsCarryNullsAndAreCounted() throws IOException {
        assertThat(orca.train("--set", "max_length=120").code()).isZero();

        RealCommandLine.Result result = evaluate("out", "--dataset", RealCommandLine.PAIRS, "--rows", "rows.jsonl",
                "--report", "report.json");

        assertThat(result.err()).isEmpty();
        List<JsonNode> rows = orca.jsonLines("rows.jsonl");
        assertThat(rows).hasSize(RealCommandLine.ROWS);
        List<JsonNode> nulls = rows.stream().filter(row -> row.path("reward_chosen").isNull()).toList();
        assertThat(nulls).isNotEmpty().hasSizeLessThan(RealCommandLine.ROWS)
                .allMatch(row -> row.path("reward_rejected").isNull() && row.path("margin").isNull());
        assertThat(orca.json("report.json").path("data").path("over_long").asInt()).isEqualTo(nulls.size());
        assertThat(orca.json("report.json").path("model").path("pairs").asInt())
                .isEqualTo(RealCommandLine.ROWS - nulls.size());
        assertThat(rows.stream().map(row -> row.path("index").asInt())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anotherPromptFormatIsSaid() throws IOException {
        assertThat(orca.train().code()).isZero();

        RealCommandLine.Result result = evaluate("out", "--prompt-format", "response_only", "--report", "report.json");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("warning:").contains("plain");
        assertThat(orca.json("report.json").at("/data/prompt_format").asText()).isEqualTo("response_only");
        // For a model without a card the rows decide, and that is said.
        RealCommandLine.Result trl = evaluate("rm", "--dataset", RealCommandLine.PAIRS);
        assertThat(trl.out()).contains("Prompt format plain");
    }

    @Test
    void anEvaluationSetOfItsOwnIsFoundAgainFromItsRun() throws IOException {
        Files.copy(Golden.path("data/eval.jsonl"), orca.at("eval.jsonl"));
        RealCommandLine.Result trained = orca.train("--set", "eval_dataset_name=eval.jsonl", "--set", "test_size=0",
                "--set", "max_steps=1");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.events("training_started").getFirst().path("train_pairs").asInt())
                .isEqualTo(RealCommandLine.ROWS);

        assertThat(evaluate("out", "--report", "report.json", "--rows", "rows.jsonl").code()).isZero();

        assertThat(orca.json("report.json").path("model"))
                .isEqualTo(trained.events("run_summary").getFirst().at("/evaluation/model"));
        assertThat(orca.json("report.json").at("/data/file").asText()).endsWith("eval.jsonl");
        assertThat(indices("rows.jsonl")).hasSize(45);
    }

    @Test
    void questionsAreReadAsConversationsAndAChosenFormatIsKept() throws IOException {
        Files.copy(Golden.path("data/questions.jsonl"), orca.at("questions.jsonl"));
        String[] settings = {"--set", "dataset_name=questions.jsonl", "--set", "max_steps=1"};
        assertThat(orca.train(settings).err()).isEmpty();
        assertThat(evaluate("out", "--report", "chat.json").out()).contains("Prompt format chat");
        assertThat(orca.json("chat.json").at("/data/prompt_format").asText()).isEqualTo("chat");

        assertThat(orca.train("--overwrite", "--set", "dataset_name=questions.jsonl", "--set", "max_steps=1", "--set",
                "prompt_format=response_only").err()).isEmpty();
        assertThat(evaluate("out", "--report", "own.json").code()).isZero();
        assertThat(orca.json("own.json").at("/data/prompt_format").asText()).isEqualTo("response_only");
    }

    @Test
    void aChosenChatTemplateAndTokensGoWithTheModel() throws IOException {
        Files.copy(Golden.path("data/questions.jsonl"), orca.at("questions.jsonl"));
        String template = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}";
        orca.write("mine.jinja", template);
        RealCommandLine.Result trained = orca.train("--set", "dataset_name=questions.jsonl", "--set", "max_steps=1",
                "--set", "chat_template_path=mine.jinja", "--set", "pad_token=<|endoftext|>");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        Files.delete(orca.at("mine.jinja"));

        assertThat(Files.readString(orca.at("out/chat_template.jinja"))).isEqualTo(template);
        assertThat(orca.json("out/tokenizer_config.json").path("pad_token").asText()).isEqualTo("<|endoftext|>");
        RealCommandLine.Result result = evaluate("out", "--report", "report.json");
        assertThat(result.err()).isEmpty();
        assertThat(orca.json("report.json").path("model"))
                .isEqualTo(trained.events("run_summary").getFirst().at("/evaluation/model"));
    }

    @Test
    void aModelWithoutARunNeedsADataset() {
        RealCommandLine.Result result = evaluate("rm");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--dataset");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void aLanguageModelHasNoRewards() {
        RealCommandLine.Result result = evaluate("base", "--dataset", RealCommandLine.PAIRS);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("score.weight").contains("orca train");
    }

    @Test
    void whereTheReportCannotBeWrittenNothingIsComputed() {
        RealCommandLine.Result result = evaluate("rm", "--dataset", RealCommandLine.PAIRS, "--report",
                "nowhere/report.json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--report").contains("nowhere");
        assertThat(result.out()).isEmpty();
    }

    private RealCommandLine.Result evaluate(String model, String... more) {
        List<String> args = new ArrayList<>(List.of("evaluate", model, "--device", "cpu"));
        args.addAll(List.of(more));
        return orca.run(args.toArray(String[]::new));
    }

    private List<Integer> indices(String rows) throws IOException {
        return orca.jsonLines(rows).stream().map(row -> row.path("index").asInt()).toList();
    }
}
