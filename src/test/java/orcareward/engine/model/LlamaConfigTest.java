package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import orcareward.engine.model.LlamaConfig.Head;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aRewardModelIsReadAsItWasWritten() throws IOException {
        LlamaConfig config = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        assertThat(config.hiddenSize()).isEqualTo(64);
        assertThat(config.intermediateSize()).isEqualTo(128);
        assertThat(config.numHiddenLayers()).isEqualTo(2);
        assertThat(config.numAttentionHeads()).isEqualTo(4);
        assertThat(config.numKeyValueHeads()).isEqualTo(2);
        assertThat(config.headDim()).isEqualTo(16);
        assertThat(config.vocabSize()).isEqualTo(512);
        assertThat(config.maxPositionEmbeddings()).isEqualTo(512);
        assertThat(config.rmsNormEps()).isEqualTo(1e-5);
        assertThat(config.ropeTheta()).isEqualTo(100000.0);
        assertThat(config.ropeScaling()).isEqualTo(new RopeScaling.None());
        assertThat(config.initializerRange()).isEqualTo(0.1);
        assertThat(config.padTokenId()).isEqualTo(2);
        assertThat(config.bosTokenId()).isEqualTo(1);
        assertThat(config.eosTokenId()).isEqualTo(2);
        assertThat(config.head()).isEqualTo(Head.SEQUENCE_CLASSIFICATION);
        assertThat(config.tieWordEmbeddings()).isTrue();
        assertThat(config.parameterCount()).isEqualTo(106_880);
        assertThat(LlamaConfig.read(Golden.path("tiny-llama-base")).head()).isEqualTo(Head.CAUSAL_LM);
    }

    @Test
    void everyVariantIsRead() throws IOException {
        assertThat(LlamaConfig.read(Golden.path("variants/attention-bias")).attentionBias()).isTrue();
        assertThat(LlamaConfig.read(Golden.path("variants/mlp-bias")).mlpBias()).isTrue();
        assertThat(LlamaConfig.read(Golden.path("variants/head-dim")).headDim()).isEqualTo(16);
        assertThat(LlamaConfig.read(Golden.path("variants/gqa1")).numKeyValueHeads()).isEqualTo(4);
        assertThat(LlamaConfig.read(Golden.path("variants/gqa4")).numKeyValueHeads()).isEqualTo(1);
        assertThat(LlamaConfig.read(Golden.path("variants/untied")).tieWordEmbeddings()).isFalse();
        assertThat(LlamaConfig.read(Golden.path("variants/rope-linear")).ropeScaling())
                .isEqualTo(new RopeScaling.Linear(2));
        assertThat(LlamaConfig.read(Golden.path("variants/rope-llama3")).ropeScaling())
                .isEqualTo(new RopeScaling.Llama3(8, 1, 4, 64));
    }

    @Test
    void absentFieldsHaveTheDefaultsOfTransformers() throws IOException {
        LlamaConfig config = read("""
                {"model_type": "llama", "architectures": ["LlamaModel"], "hidden_size": 12, "num_attention_heads": 3,
                 "intermediate_size": 5, "num_hidden_layers": 1, "vocab_size": 9}""");
        assertThat(config.numKeyValueHeads()).isEqualTo(3);
        assertThat(config.headDim()).isEqualTo(4);
        assertThat(config.rmsNormEps()).isEqualTo(1e-6);
        assertThat(config.ropeTheta()).isEqualTo(10000);
        assertThat(config.maxPositionEmbeddings()).isEqualTo(2048);
        assertThat(config.initializerRange()).isEqualTo(0.02);
        assertThat(config.padTokenId()).isNull();
        assertThat(config.head()).isEqualTo(Head.CAUSAL_LM);
    }

    @Test
    void theOlderAndTheNewerWaysToScaleRopeAreRead() throws IOException {
        assertThat(changed(tree -> tree.putObject("rope_scaling").put("type", "linear").put("factor", 4)).ropeScaling())
                .isEqualTo(new RopeScaling.Linear(4));
        LlamaConfig newer = changed(tree -> {
            tree.remove(List.of("rope_scaling", "rope_theta"));
            tree.putObject("rope_parameters").put("rope_type", "llama3").put("rope_theta", 123.0).put("factor", 2)
                    .put("low_freq_factor", 1).put("high_freq_factor", 3).put("original_max_position_embeddings", 32);
        });
        assertThat(newer.ropeTheta()).isEqualTo(123);
        assertThat(newer.ropeScaling()).isEqualTo(new RopeScaling.Llama3(2, 1, 3, 32));
        LlamaConfig unscaled = changed(tree -> tree.putObject("rope_parameters").put("rope_type", "default")
                .put("rope_theta", 7.0));
        assertThat(unscaled.ropeTheta()).isEqualTo(7);
        assertThat(unscaled.ropeScaling()).isEqualTo(new RopeScaling.None());
    }

    @Test
    void ofSeveralEndTokensTheFirstCountsAndIdsOutsideTheVocabularyAreNone() throws IOException {
        LlamaConfig config = changed(tree -> {
            tree.putArray("eos_token_id").add(5).add(6);
            tree.put("pad_token_id", -1);
        });
        assertThat(config.eosTokenId()).isEqualTo(5);
        assertThat(config.padTokenId()).isNull();
    }

    /** Bit for bit, as written by reference/make_format_cases.py. */
    @Test
    void inverseFrequenciesEqualThoseOfTransformers() throws IOException {
        JsonNode cases = JSON.readTree(Golden.path("formats/rope_frequencies.json").toFile());
        assertThat(cases).hasSize(60);
        for (JsonNode each : cases) {
            LlamaConfig config = changed(tree -> {
                tree.set("head_dim", each.get("head_dim"));
                tree.set("rope_theta", each.get("rope_theta"));
                tree.set("rope_scaling", each.get("rope_scaling"));
            });
            float[] expected = new float[each.get("inverse_frequencies").size()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) each.get("inverse_frequencies").get(i).doubleValue();
            }
            assertThat(config.inverseFrequencies()).as(each.toString()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            model_type            | "mistral"                               | is mistral
            model_type            | null                                    | is missing
            architectures         | ["LlamaForTokenClassification"]         | is LlamaForTokenClassification
            architectures         | null                                    | is missing
            id2label              | {"0": "bad", "1": "good"}               | there are 2 labels
            hidden_act            | "gelu"                                  | is gelu
            pretraining_tp        | 2                                       | is 2
            quantization_config   | {"quant_method": "gptq"}                | quantized
            attention_dropout     | 0.1                                     | is 0.1
            partial_rotary_factor | 0.5                                     | is 0.5
            rope_scaling          | {"rope_type": "dynamic", "factor": 2}   | dynamic
            rope_scaling          | {"rope_type": "yarn", "factor": 2}      | yarn
            rope_scaling          | {"type": "longrope"}                    | longrope
            rope_scaling          | {"factor": 2}                           | is missing
            rope_scaling          | {"rope_type": "linear"}                 | is missing
            hidden_size           | null                                    | is missing
            hidden_size           | "64"                                    | is "64"
            hidden_size           | 64.5                                    | is 64.5
            vocab_size            | 0                                       | is 0
            num_key_value_heads   | 3                                       | don't divide
            head_dim              | 15                                      | is 15
            rms_norm_eps          | -1                                      | is -1
            attention_bias        | "yes"                                   | is "yes"
            """)
    void whatIsNotSupportedIsRefusedByName(String field, String value, String message) {
        assertThatThrownBy(() -> changed(tree -> tree.set(field, parse(value)))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("config.json, " + field).hasMessageContaining(message);
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThatThrownBy(() -> changed(tree -> tree.put("hidden_act", "relu").put("pretraining_tp", 4)
                .remove("vocab_size"))).isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problems()).hasSize(3));
    }

    @Test
    void aRewardModelWithoutLabelsCountsAsTwoLabels() {
        assertThatThrownBy(() -> changed(tree -> tree.remove("id2label"))).hasMessageContaining("2 labels");
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws IOException {
        assertThatThrownBy(() -> LlamaConfig.read(folder.resolve("nowhere"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("config.json: there is no such file");
        assertThatThrownBy(() -> read("{\n \"hidden_size\": 1,\n oops}")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("config.json, line 3");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no JSON object");
    }

    @Test
    void tensorsOfAnotherArchitectureAreNoticed() throws IOException {
        LlamaConfig config = LlamaConfig.read(Golden.path("tiny-llama-rm"));
        assertThat(LlamaTensorNames.unexpected(config, List.of("lm_head.weight", "layers.1.mlp.up_proj.weight",
                "model.layers.0.self_attn.rotary_emb.inv_freq", "model.layers.0.self_attn.q_norm.weight",
                "model.layers.0.self_attn.q_proj.bias", "model.layers.2.mlp.up_proj.weight")))
                .containsExactly("model.layers.0.self_attn.q_norm.weight",
                        "model.layers.0.self_attn.q_proj.bias", "model.layers.2.mlp.up_proj.weight");
    }

    private LlamaConfig changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(Golden.path("tiny-llama-rm/config.json").toFile());
        change.accept(tree);
        return read(tree.toString());
    }

    private LlamaConfig read(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
        return LlamaConfig.read(folder);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
