package orcareward.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orcareward.Golden;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.lora.AdapterTensorNames;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.LlamaTensorNames;
import orcareward.engine.model.Projection;
import orcareward.engine.model.TensorSpec;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-llama-rm", "variants/attention-bias", "variants/gqa1", "variants/gqa4",
            "variants/head-dim", "variants/mlp-bias", "variants/rope-linear", "variants/rope-llama3",
            "variants/untied"})
    void everyGoldenModelHoldsExactlyTheTensorsThatItsConfigAsksFor(String name) throws IOException {
        LlamaConfig config = LlamaConfig.read(Golden.path(name));
        try (WeightFolder weights = WeightFolder.open(Golden.path(name))) {
            List<TensorSpec> specs = LlamaTensorNames.rewardModel(config);
            weights.requireAll(specs);
            assertThat(weights.names()).containsExactlyInAnyOrderElementsOf(
                    specs.stream().map(TensorSpec::name).toList());
        }
    }

    @Test
    void anAdapterHoldsExactlyItsTargetsAndTheHead() throws IOException {
        Path adapter = Golden.path("train_lora/adapter_final");
        LlamaConfig config = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        AdapterConfig lora = AdapterConfig.read(adapter);
        try (WeightFolder weights = WeightFolder.open(adapter)) {
            List<TensorSpec> specs = AdapterTensorNames.all(config, lora.targets().match(2, ""), lora.r(), true);
            weights.requireAll(specs);
            assertThat(weights.names()).containsExactlyInAnyOrderElementsOf(
                    specs.stream().map(TensorSpec::name).toList());
        }
    }

    @Test
    void namesOfABareDecoderAndOfAnAdapterInMemoryAreFound() throws IOException {
        LlamaConfig config = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        TensorSpec norm = LlamaTensorNames.norm(config);
        TensorSpec score = AdapterTensorNames.score(config);
        TensorSpec loraB = AdapterTensorNames.loraB(config, 0, Projection.Q_PROJ, 2);
        write("model.safetensors", tensor("norm.weight", 64), tensor(
                "base_model.model.score.modules_to_save.default.weight", 1, 64),
                tensor("base_model.model.model.layers.0.self_attn.q_proj.lora_B.default.weight", 64, 2));
        try (WeightFolder weights = WeightFolder.open(folder)) {
            assertThat(weights.require(norm).floats()).hasSize(64).startsWith(0f, 1f, 2f);
            assertThat(weights.contains(score)).isTrue();
            assertThat(weights.require(loraB).entry().elements()).isEqualTo(128);
            assertThat(weights.contains(LlamaTensorNames.score(config))).isFalse();
        }
    }

    @Test
    void missingAndMisshapenTensorsAreReportedTogether() throws IOException {
        LlamaConfig config = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        write("model.safetensors", tensor("score.weight", 2, 64), TensorSource.ofLongs("model.norm.weight",
                new long[64]));
        try (WeightFolder weights = WeightFolder.open(folder)) {
            assertThatThrownBy(() -> weights.requireAll(List.of(LlamaTensorNames.embedTokens(config),
                    LlamaTensorNames.score(config), LlamaTensorNames.norm(config))))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problems()).hasSize(3))
                    .hasMessageContaining("model.safetensors, tensor model.embed_tokens.weight: is missing; "
                            + "expected with shape [512, 64]")
                    .hasMessageContaining("tensor score.weight: has shape [2, 64], expected [1, 64]")
                    .hasMessageContaining("tensor model.norm.weight: is stored as I64");
        }
    }

    @Test
    void shardsAreReadAsOneModel() throws IOException {
        write("model-00001-of-00002.safetensors", tensor("a", 3));
        write("model-00002-of-00002.safetensors", tensor("b", 2, 2));
        index("{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", "
                + "\"b\": \"model-00002-of-00002.safetensors\"}}");
        try (WeightFolder weights = WeightFolder.open(folder)) {
            assertThat(weights.names()).containsExactly("a", "b");
            WeightFolder.Found b = weights.require(new TensorSpec("b", List.of(2L, 2L), List.of()));
            assertThat(b.file().path()).hasFileName("model-00002-of-00002.safetensors");
            assertThat(b.floats()).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        write("model-00001-of-00002.safetensors", tensor("a", 3));
        index("{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", "
                + "\"b\": \"model-00002-of-00002.safetensors\"}}");
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.resolve("model-00002-of-00002.safetensors").toString());
    }

    @Test
    void anIndexThatIsWrongIsRefused() throws IOException {
        write("one.safetensors", tensor("a", 3));
        index("{\"weight_map\": {\"a\": \"one.safetensors\", \"b\": \"one.safetensors\"}}");
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("one.safetensors, tensor b: is missing");
        index("{\"weight_map\": {\"a\": \"../../one.safetensors\"}}");
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("weight_map.a");
        index("{}");
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("weight_map: is missing");
    }

    @Test
    void picklesAreRefusedWithTheWayToConvertThem() throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin"), "x");
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("pytorch_model.bin").hasMessageContaining("save_pretrained");
    }

    @Test
    void aFolderWithoutWeightsIsRefused() {
        assertThatThrownBy(() -> WeightFolder.open(folder)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("neither model.safetensors nor adapter_model.safetensors");
        assertThatThrownBy(() -> WeightFolder.open(folder.resolve("none"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no such folder");
    }

    private void index(String json) throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), json);
    }

    private void write(String file, TensorSource... tensors) throws IOException {
        SafetensorsWriter.write(folder.resolve(file), Map.of("format", "pt"), List.of(tensors));
    }

    private static TensorSource tensor(String name, long... shape) {
        float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return TensorSource.ofFloats(name, DType.F32, Arrays.stream(shape).boxed().toList(), numbers);
    }
}
