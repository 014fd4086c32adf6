package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void aRunLeavesWhatTrlLeavesAndOursBeside() throws IOException {
        RealCommandLine.Result result = orca.train();

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        TreeSet<String> model = trlFilesOfACheckpoint();
        assertThat(model).contains("model.safetensors", "config.json", "tokenizer.json", "trainer_state.json");
        assertThat(orca.names("out")).containsAll(model).contains("config.yaml", "events.jsonl", "orca_model.json",
                "runs", "checkpoint-2", "checkpoint-4").doesNotContain(".orca.lock");
        assertThat(orca.names("out/checkpoint-4")).containsAll(model).contains("optimizer.safetensors",
                "orca_model.json", "config.yaml").noneMatch(name -> name.matches(".*\\.(pt|pth|bin|part)"));
        try (Stream<Path> runs = Files.walk(orca.at("out/runs"))) {
            assertThat(runs.map(path -> String.valueOf(path.getFileName())))
                    .anyMatch(name -> name.startsWith("events.out.tfevents."));
        }
        JsonNode trls = RealCommandLine.golden("train_full/trl_output/config.json");
        JsonNode ours = orca.json("out/config.json");
        assertThat(ours).isEqualTo(trls);
        assertThat(orca.json("out/orca_model.json").at("/dataset/sha256").asText()).hasSize(64);
        assertThat(orca.json("out/orca_model.json").at("/dataset/rows").asInt()).isEqualTo(RealCommandLine.ROWS);
        assertThat(orca.json("out/orca_model.json").at("/prompt_format").asText()).isEqualToIgnoringCase("plain");
    }

    @Test
    void everyLineOfStandardOutputIsAnEventAndTheFileHasTheSame() throws IOException {
        RealCommandLine.Result result = orca.train();

        List<JsonNode> events = result.jsonLines();
        assertThat(events).allMatch(event -> event.path("type").isTextual() && event.path("time").isTextual());
        assertThat(result.events("step_finished")).hasSize(4);
        assertThat(result.events("training_started")).singleElement().satisfies(started -> {
            assertThat(started.path("train_pairs").asInt()).isEqualTo(30);
            assertThat(started.path("eval_pairs").asInt()).isEqualTo(10);
            assertThat(started.path("device").asText()).isEqualTo("cpu");
        });
        assertThat(result.events("run_summary")).singleElement().satisfies(summary -> {
            assertThat(summary.at("/evaluation/model/pairs").asInt()).isEqualTo(10);
            assertThat(summary.at("/evaluation/untrained head/accuracy").asDouble()).isBetween(0.0, 1.0);
        });
        List<String> kept = orca.jsonLines("out/events.jsonl").stream().map(e -> e.path("type").asText()).toList();
        assertThat(kept).contains("training_started", "step_logged", "evaluated", "checkpoint_saved",
                "training_finished", "run_summary");
    }

    @Test
    void theLogHistoryIsTrls() throws IOException {
        assertThat(orca.train().code()).isZero();

        JsonNode state = orca.json("out/trainer_state.json");
        assertThat(state.path("global_step").asInt()).isEqualTo(4);
        assertThat(state.path("max_steps").asInt()).isEqualTo(4);
        assertThat(names(state)).isEqualTo(names(RealCommandLine.golden("train_full/trl_output/trainer_state.json")));
        List<JsonNode> history = new ArrayList<>();
        state.path("log_history").forEach(history::add);
        assertThat(history).hasSize(7); // four steps, two evaluations, the end
        List<JsonNode> trls = new ArrayList<>();
        RealCommandLine.golden("train_full/trace.json").path("log_history").forEach(trls::add);
        assertThat(names(history.getFirst())).isEqualTo(names(trls.getFirst()));
        assertThat(names(history.get(2)))
                .isEqualTo(names(trls.stream().filter(e -> e.has("eval_loss")).findFirst().orElseThrow()));
        assertThat(names(history.getLast())).isEqualTo(names(trls.getLast()));
        assertThat(history).filteredOn(e -> e.has("loss")).hasSize(4)
                .allSatisfy(e -> assertThat(e.path("loss").asDouble()).isBetween(0.01, 10.0));
        // On a linear schedule without warm-up the rate falls from the given one to a quarter of it.
        assertThat(history.getFirst().path("learning_rate").asDouble()).isEqualTo(1e-3);
        assertThat(history.getFirst().path("epoch").asDouble()).isEqualTo(0.125);
    }

    @Test
    void onlyTheNewestCheckpointsAreKept() throws IOException {
        assertThat(orca.train("--set", "save_steps=1", "--set", "save_total_limit=2").code()).isZero();
        assertThat(orca.names("out")).contains("checkpoint-3", "checkpoint-4").doesNotContain("checkpoint-1",
                "checkpoint-2");
    }

    @Test
    void thePersonSeesProgressAndTheSummaryAndTheRunIsInTheRegistry() throws IOException {
        RealCommandLine.Result result = orca.run("train", "run.yaml", "--device", "cpu");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Training on 30 pairs, 10 held out").contains("step 4/4")
                .contains("Held-out pairs:").contains("longer wins").contains("shorter wins").contains("Output: out")
                .contains("Prompt format plain");
        try (Stream<Path> runs = Files.list(orca.home().resolve("runs"))) {
            Path entry = runs.toList().getFirst();
            JsonNode run = orca.json(entry.toString());
            assertThat(run.path("output_dir").asText()).isEqualTo(orca.at("out").toString());
            assertThat(run.path("state").asText()).isEqualTo("FINISHED");
            assertThat(run.path("step").asInt()).isEqualTo(4);
        }
    }

    @Test
    void trainingChangesTheModelAndTheSeedDecidesTheHead() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        assertThat(orca.train("--set", "max_steps=2", "--output-dir", "again").code()).isZero();
        assertThat(orca.train("--set", "max_steps=2", "--output-dir", "other", "--set", "seed=7").code()).isZero();

        float[] before = orca.tensors("base/model.safetensors").get("model.layers.0.self_attn.q_proj.weight");
        float[] after = orca.tensors("out/model.safetensors").get("model.layers.0.self_attn.q_proj.weight");
        assertThat(after).isNotEqualTo(before);
        assertThat(orca.tensors("again/model.safetensors")).usingRecursiveComparison()
                .isEqualTo(orca.tensors("out/model.safetensors"));
        assertThat(orca.tensors("other/model.safetensors").get("score.weight"))
                .isNotEqualTo(orca.tensors("out/model.safetensors").get("score.weight"));
    }

    @Test
    void weightsAreStoredInTheTypeThatIsAskedFor() throws IOException {
        assertThat(orca.train("--set", "save_dtype=bfloat16", "--set", "bf16=true").code()).isZero();
        assertThat(orca.json("out/config.json").path("dtype").asText()).isEqualTo("bfloat16");
        assertThat(Files.size(orca.at("out/model.safetensors")))
                .isLessThan(Files.size(orca.at("base/model.safetensors")) * 6 / 10);
        assertThat(orca.tensors("out/checkpoint-4/optimizer.safetensors").keySet())
                .contains("score.weight.master", "score.weight.exp_avg");
    }

    private static TreeSet<String> trlFilesOfACheckpoint() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode file : RealCommandLine.golden("train_full/trl_output/LISTING.json").path("files")) {
            String name = file.get(0).asText();
            if (name.startsWith("checkpoint-75/") && !name.matches(".*\\.(pt|pth|bin)")) {
                names.add(name.substring("checkpoint-75/".length()));
            }
        }
        return names;
    }

    private static TreeSet<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
