package orcareward.engine.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import orcareward.Golden;
import orcareward.config.LoraConfig;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.Projection;
import orcareward.engine.model.TensorSpec;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QV = List.of("q_proj", "v_proj");

    @TempDir
    private Path folder;

    @Test
    void anAdapterOfPeftIsReadAndWrittenByteForByte() throws IOException {
        Path golden = Golden.path("train_lora/adapter_final");
        AdapterConfig config = AdapterConfig.read(golden);
        assertThat(config).isEqualTo(new AdapterConfig(8, 16, 0, new LoraTargets.Names(QV), false, "tiny-llama-rm",
                List.of("classifier", "score")));
        assertThat(config.savesHead()).isTrue();
        config.write(folder);
        assertThat(folder.resolve("adapter_config.json")).hasSameTextualContentAs(
                golden.resolve("adapter_config.json"));
    }

    @Test
    void settingsSurviveWritingAndReading() throws IOException {
        AdapterConfig config = AdapterConfig.of(new LoraConfig(16, 32.5, 0.05, List.of("all-linear"), true), "/base");
        config.write(folder);
        AdapterConfig back = AdapterConfig.read(folder);
        assertThat(back.targets().match(3, "")).containsExactly(Projection.values());
        assertThat(back.loraAlpha()).isEqualTo(32.5);
        assertThat(back.loraDropout()).isEqualTo(0.05);
        assertThat(back.useRslora()).isTrue();
        assertThat(back.r()).isEqualTo(16);
    }

    @Test
    void theScaleIsAlphaByRankOrByItsRoot() {
        assertThat(AdapterConfig.of(new LoraConfig(16, 32, 0, QV, false), "b").scale()).isEqualTo(2);
        assertThat(AdapterConfig.of(new LoraConfig(16, 32, 0, QV, true), "b").scale()).isEqualTo(8);
        assertThat(AdapterConfig.of(new LoraConfig(8, 16, 0, QV, true), "b").scale()).isCloseTo(5.656854, within(1e-6));
    }

    @Test
    void targetsMatchAsInPeft() {
        assertThat(LoraTargets.ofSetting(List.of()).match(2, "")).containsExactly(Projection.Q_PROJ, Projection.V_PROJ);
        assertThat(LoraTargets.ofSetting(List.of("down_proj", "k_proj")).match(2, "")).containsExactly(
                Projection.K_PROJ,
                Projection.DOWN_PROJ);
        assertThat(LoraTargets.ofSetting(List.of("o_proj")).match(2, "")).containsExactly(Projection.O_PROJ);
        assertThat(LoraTargets.ofSetting(List.of("All-Linear")).match(2, "")).hasSize(7);
        assertThat(LoraTargets.ofSetting(List.of(".*\\.self_attn\\..*")).match(2, "")).hasSize(4);
        assertThat(new LoraTargets.Names(List.of("model.layers.0.mlp.up_proj", "layers.1.mlp.up_proj")).match(2, ""))
                .containsExactly(Projection.UP_PROJ);
        assertThat(new LoraTargets.Names(List.of("self_attn.q_proj", "nothing")).match(2, ""))
                .containsExactly(Projection.Q_PROJ);
        // A text in the file is a regular expression for the whole name, so a short name matches nothing.
        assertThatThrownBy(() -> LoraTargets.ofText("q_proj").match(2, "")).isInstanceOf(ProblemException.class);
    }

    @Test
    void targetsThatMatchNothingAreRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> LoraTargets.ofSetting(List.of("query", "proj")).match(2, "lora_target_modules"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("lora_target_modules: nothing in the model is called query or proj. There are q_proj, "
                        + "k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj, or all-linear for all of them");
        assertThatThrownBy(() -> LoraTargets.ofSetting(List.of("(q_proj")).match(2, "lora_target_modules"))
                .isInstanceOf(ProblemException.class).hasMessageContaining("regular expression (q_proj is broken");
        assertThatThrownBy(() -> LoraTargets.ofText(".*0.*q_proj").match(2, "x")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("in 1 of 2 layers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            peft_type               | "IA3"              | is IA3
            peft_type               | null               | is missing
            use_dora                | true               | not supported
            lora_bias               | true               | not supported
            fan_in_fan_out          | true               | not supported
            rank_pattern            | {"q_proj": 4}      | not supported
            alpha_pattern           | {"q_proj": 4}      | not supported
            layers_to_transform     | [0]                | not supported
            exclude_modules         | ["k_proj"]         | not supported
            bias                    | "all"              | is all
            task_type               | "CAUSAL_LM"        | is CAUSAL_LM
            init_lora_weights       | "pissa"            | pissa
            modules_to_save         | ["score","lm_head"]| lm_head
            r                       | 0                  | is 0
            lora_alpha              | 0                  | is 0
            lora_dropout            | 1.0                | is 1.0
            target_modules          | 5                  | is 5
            base_model_name_or_path | null               | is missing
            """)
    void whatIsNotSupportedIsRefusedByName(String field, String value, String message) {
        assertThatThrownBy(() -> changed(tree -> tree.set(field, parse(value)))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("adapter_config.json, " + field).hasMessageContaining(message);
    }

    @Test
    void theBaseIsLookedForFromTheAdapterThenFromTheWorkingDirectory() throws IOException {
        AdapterConfig config = AdapterConfig.of(new LoraConfig(8, 16, 0, QV, false), "../base");
        Path adapter = Files.createDirectories(folder.resolve("out/adapter"));
        Path working = Files.createDirectories(folder.resolve("work/here"));
        assertThatThrownBy(() -> config.resolveBase(adapter, working)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("base_model_name_or_path").hasMessageContaining("../base");
        Path fromWorking = model(folder.resolve("work/base"));
        assertThat(config.resolveBase(adapter, working)).isEqualTo(fromWorking);
        Path fromAdapter = model(folder.resolve("out/base"));
        assertThat(config.resolveBase(adapter, working)).isEqualTo(fromAdapter);
        AdapterConfig absolute = AdapterConfig.of(new LoraConfig(8, 16, 0, QV, false), fromWorking.toString());
        assertThat(absolute.resolveBase(adapter, working)).isEqualTo(fromWorking);
    }

    @Test
    void tensorsAreNamedAndShapedAsPeftDoes() throws IOException {
        LlamaConfig model = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        List<TensorSpec> specs = AdapterTensorNames.all(model, LoraTargets.llamaDefault().match(2, ""), 8, true);
        assertThat(specs).hasSize(9);
        assertThat(specs.get(3)).isEqualTo(new TensorSpec(
                "base_model.model.model.layers.0.self_attn.v_proj.lora_B.weight", List.of(32L, 8L),
                List.of("base_model.model.model.layers.0.self_attn.v_proj.lora_B.default.weight")));
        assertThat(specs.getLast().name()).isEqualTo("base_model.model.score.weight");
    }

    private static Path model(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), "{}");
        return folder;
    }

    private AdapterConfig changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(
                Golden.path("train_lora/adapter_final/adapter_config.json").toFile());
        change.accept(tree);
        Files.writeString(folder.resolve("adapter_config.json"), tree.toString());
        return AdapterConfig.read(folder);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
