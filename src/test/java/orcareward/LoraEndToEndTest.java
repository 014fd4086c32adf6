package orcareward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraEndToEndTest {
    private static final String[] LORA = {"--use-lora", "--set", "lora_r=4", "--set", "lora_alpha=8", "--set",
            "lora_target_modules=[q_proj, v_proj]"};

    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void anAdapterHasPeftsFilesAndKeysAndTheBaseStaysAsItWas() throws IOException {
        byte[] base = Files.readAllBytes(orca.at("base/model.safetensors"));

        RealCommandLine.Result result = orca.train(LORA);

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(orca.names("out")).contains("adapter_model.safetensors", "adapter_config.json", "tokenizer.json",
                "trainer_state.json", "checkpoint-4").doesNotContain("model.safetensors", "config.json");
        Map<String, float[]> ours = orca.tensors("out/adapter_model.safetensors");
        Map<String, float[]> pefts = orca
                .tensors(Golden.path("train_lora/adapter_final/adapter_model.safetensors").toString());
        assertThat(ours.keySet()).isEqualTo(pefts.keySet());
        assertThat(ours.get("base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight"))
                .hasSize(32 * 4).isNotEqualTo(new float[32 * 4]);
        JsonNode config = orca.json("out/adapter_config.json");
        assertThat(config.path("r").asInt()).isEqualTo(4);
        assertThat(fieldNames(config))
                .isEqualTo(fieldNames(RealCommandLine.golden("train_lora/adapter_final/adapter_config.json")));
        assertThat(Files.readAllBytes(orca.at("base/model.safetensors"))).isEqualTo(base);
        JsonNode started = result.events("training_started").getFirst();
        assertThat(started.path("trainable_parameters").asLong())
                .isEqualTo(ours.values().stream().mapToLong(values -> values.length).sum());
    }

    @Test
    void theMergedModelGivesTheAdaptersRewards() throws IOException {
        assertThat(orca.train(LORA).code()).isZero();

        RealCommandLine.Result exported = orca.run("export", "out", "--output", "merged");

        assertThat(exported.err()).isEmpty();
        assertThat(exported.code()).isZero();
        assertThat(orca.names("merged")).contains("model.safetensors", "config.json", "tokenizer.json",
                "orca_model.json").doesNotContain("adapter_config.json", ".orca.lock");
        assertThat(orca.run("evaluate", "out", "--rows", "adapter.jsonl", "--device", "cpu").code()).isZero();
        assertThat(orca.run("evaluate", "merged", "--rows", "merged.jsonl", "--device", "cpu").code()).isZero();
        sameRewards(orca.jsonLines("adapter.jsonl"), orca.jsonLines("merged.jsonl"), 10);
        assertThat(orca.tensors("merged/model.safetensors").get("model.layers.0.self_attn.q_proj.weight"))
                .isNotEqualTo(orca.tensors("base/model.safetensors").get("model.layers.0.self_attn.q_proj.weight"));
        assertThat(orca.tensors("merged/model.safetensors").get("model.layers.0.self_attn.k_proj.weight"))
                .isEqualTo(orca.tensors("base/model.safetensors").get("model.layers.0.self_attn.k_proj.weight"));
    }

    @Test
    void aRelativeBaseIsFoundFromTheAdaptersFolder() throws IOException {
        assertThat(orca.train(LORA).code()).isZero();
        assertThat(orca.run("evaluate", "out", "--rows", "before.jsonl", "--device", "cpu").code()).isZero();
        Files.move(orca.at("base"), Files.createDirectory(orca.at("models")).resolve("base"));
        assertThat(orca.run("evaluate", "out", "--rows", "lost.jsonl", "--device", "cpu")).satisfies(lost -> {
            assertThat(lost.code()).isEqualTo(2);
            assertThat(lost.err()).contains("adapter_config.json, base_model_name_or_path");
        });

        orca.edit("out/adapter_config.json", Map.of("base_model_name_or_path", "\"../models/base\""));

        assertThat(orca.run("evaluate", "out", "--rows", "after.jsonl", "--device", "cpu").code()).isZero();
        sameRewards(orca.jsonLines("before.jsonl"), orca.jsonLines("after.jsonl"), 10);
    }

    @Test
    void anAdapterIsTrainedFurtherFromWhereItWas() throws IOException {
        RealCommandLine.copyFolder(Golden.path("train_lora/adapter_final"), orca.at("earlier"));
        orca.edit("earlier/adapter_config.json", Map.of("base_model_name_or_path", "\"../rm\""));
        Map<String, float[]> before = orca.tensors("earlier/adapter_model.safetensors");

        RealCommandLine.Result result = orca.train("--set", "adapter_name_or_path=earlier", "--set",
                "learning_rate=1e-6");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Map<String, float[]> after = orca.tensors("out/adapter_model.safetensors");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, values) -> assertThat(after.get(name)).as(name).isNotEqualTo(values)
                .containsExactly(values, within(1e-4f)));
        assertThat(orca.run("evaluate", "out", "--device", "cpu").err()).isEmpty();
        assertThat(orca.run("evaluate", "out/checkpoint-2", "--device", "cpu").code()).isZero();
    }

    @Test
    void aFullModelIsNotExported() {
        RealCommandLine.Result result = orca.run("export", "rm", "--output", "merged");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("adapter_config.json");
        assertThat(orca.at("merged")).doesNotExist();
    }

    @Test
    void aFolderWithSomethingInItIsNotExportedInto() throws IOException {
        assertThat(orca.train(LORA).code()).isZero();
        TreeSet<String> before = orca.names("rm");
        RealCommandLine.Result result = orca.run("export", "out", "--output", "rm");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--output", "rm already").doesNotContain("--overwrite", "--resume");
        assertThat(orca.names("rm")).isEqualTo(before);
    }

    static void sameRewards(List<JsonNode> some, List<JsonNode> others, int rows) {
        assertThat(some).hasSize(rows);
        assertThat(others).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(others.get(i).path("index")).isEqualTo(some.get(i).path("index"));
            for (String side : List.of("reward_chosen", "reward_rejected")) {
                assertThat(others.get(i).path(side).doubleValue()).as(side + " " + i)
                        .isCloseTo(some.get(i).path(side).doubleValue(), within(1e-5));
            }
        }
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
    }
}
