package orcareward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orcareward.engine.checkpoint.SafetensorsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEndToEndTest {
    private static final String LENGTHS = """
            {"batches": [[{"prompt": 3, "chosen_total": 8, "rejected_total": 5}, {"prompt": 0, "chosen_total": 4, "rejected_total": 6}],
                         [{"chosen_ids": [3, 4, 5, 6], "rejected_ids": [3, 4, 7]}]]}
            """;

    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
        orca.write("lengths.json", LENGTHS);
    }

    private RealCommandLine.Result bench(String... more) {
        return orca.run(java.util.stream.Stream
                .concat(java.util.stream.Stream.of("bench", "--model", "base", "--lengths",
                        "lengths.json", "--device", "cpu", "--report", "report.json"), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("work/report.json").toFile());
    }

    @Test
    void stepsAreTimedAndWhatTheyNeedIsCounted() throws IOException {
        RealCommandLine.Result result = bench("--warmup", "1", "--steps", "2");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("pairs/s").contains("cpu");
        JsonNode report = report();
        assertThat(report.path("rows")).hasSize(3);
        assertThat(report.path("rows").get(0).path("warmup").asBoolean()).isTrue();
        // Counted: batch 1, then batch 0 again. A shared prompt is computed once, and nothing after the scored token.
        assertThat(report.path("tokens_real").asInt()).isEqualTo(4 + 3 + 8 + 5 + 4 + 6);
        assertThat(report.path("tokens_padded").asInt()).isEqualTo(2 * 4 + 4 * 8);
        assertThat(report.path("tokens_computed").asInt()).isEqualTo(5 + (3 + 5 + 2) + (4 + 6));
        assertThat(report.path("pairs_per_s").asDouble())
                .isCloseTo(3 / report.path("total_s").asDouble(), within(1e-9));
    }

    @Test
    void theSameStartGivesTheSameLossesAndLoraBeginsAsItsBase() throws IOException {
        assertThat(bench("--init", "full.safetensors", "--warmup", "0", "--steps", "2").code()).isZero();
        JsonNode first = report();
        assertThat(bench("--init", "full.safetensors", "--warmup", "0", "--steps", "2").code()).isZero();
        assertThat(losses(report())).isEqualTo(losses(first));
        try (SafetensorsFile written = SafetensorsFile.open(folder.resolve("work/full.safetensors"))) {
            assertThat(written.names()).containsExactly("score.weight");
        }
        assertThat(bench("--use-lora", "--init", "lora.safetensors", "--warmup", "0", "--steps", "1").code()).isZero();
        assertThat(report().at("/rows/0/loss").asDouble())
                .isCloseTo(first.at("/rows/0/loss").asDouble(), within(1e-6));
        try (SafetensorsFile written = SafetensorsFile.open(folder.resolve("work/lora.safetensors"))) {
            assertThat(written.names()).contains("base_model.model.score.weight",
                    "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight");
        }
    }

    private static java.util.List<Double> losses(JsonNode report) {
        return report.path("rows").valueStream().map(row -> row.path("loss").asDouble()).toList();
    }

    @Test
    void scoringGivesTheLossOfTheFirstStepAndNeedsAThirdOfItsWork() throws IOException {
        bench("--init", "head.safetensors", "--warmup", "0", "--steps", "1");
        JsonNode train = report();
        bench("--init", "head.safetensors", "--warmup", "0", "--steps", "1", "--mode", "score");
        JsonNode score = report();
        assertThat(score.at("/rows/0/loss").asDouble()).isCloseTo(train.at("/rows/0/loss").asDouble(), within(1e-6));
        assertThat(score.path("model_gflop_needed").asDouble() * 3)
                .isCloseTo(train.path("model_gflop_needed").asDouble(), within(1e-12));
    }

    @Test
    void aModelOfRandomWeightsNeedsItsConfigAlone() throws IOException {
        Files.delete(folder.resolve("work/base/model.safetensors"));
        assertThat(
                bench("--random-weights", "--layers", "3", "--dtype", "bf16", "--warmup", "0", "--steps", "1").code())
                .isZero();
        assertThat(report().at("/rows/0/loss").asDouble()).isCloseTo(Math.log(2), within(0.5));
    }

    @Test
    void wrongBatchesAreNamed() throws IOException {
        orca.write("lengths.json", "{\"batches\": [[{\"prompt\": 9, \"chosen_total\": 8, \"rejected_total\": 5}]]}");
        assertThat(bench().code()).isEqualTo(2);
        assertThat(bench().err()).contains("lengths.json, batch 0, pair 0").contains("prompt");
        orca.write("lengths.json", "{\"batches\": [[{\"chosen_ids\": [99999], \"rejected_ids\": [3]}]]}");
        assertThat(bench().err()).contains("token 99999 isn't one of the model's 512");
        orca.write("lengths.json", "{}");
        assertThat(bench().err()).contains("there are no batches in it");
        orca.write("lengths.json", "{");
        assertThat(bench().err()).contains("isn't valid JSON").doesNotContain("\tat ");
        assertThat(bench("--steps", "0").code()).isEqualTo(2);
    }
}
