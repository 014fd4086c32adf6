package orcareward.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orcareward.Golden;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.RopeScaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-llama-base", "tiny-llama-rm"})
    void theConfigIsTheOneThatTrlWrites(String base) throws IOException {
        ModelFolderWriter.writeConfig(folder, LlamaConfig.read(Golden.path(base)), 2, DType.F32);
        assertThat(folder.resolve("config.json")).hasSameBinaryContentAs(
                Golden.path("train_full/trl_output/config.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attention-bias", "gqa1", "head-dim", "mlp-bias", "rope-linear", "rope-llama3", "untied"})
    void aVariantsConfigComesBackUnchanged(String variant) throws IOException {
        Path golden = Golden.path("variants/" + variant);
        ModelFolderWriter.writeConfig(folder, LlamaConfig.read(golden), 2, DType.F32);
        assertThat(folder.resolve("config.json")).hasSameBinaryContentAs(golden.resolve("config.json"));
    }

    @Test
    void unknownFieldsSurviveAndOldNamesAreReplaced() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(Golden.path("tiny-llama-base/config.json").toFile());
        tree.put("is_llama_config", true).put("torch_dtype", "bfloat16").put("_name_or_path", "x").remove("dtype");
        tree.remove(List.of("head_dim", "pad_token_id", "rope_theta", "rope_scaling", "mlp_bias"));
        tree.putObject("rope_parameters").put("rope_type", "linear").put("factor", 2.0).put("rope_theta", 5000.0);
        Files.writeString(folder.resolve("config.json"), tree.toString());
        ModelFolderWriter.writeConfig(folder, LlamaConfig.read(folder), 0, DType.BF16);
        JsonNode written = JSON.readTree(folder.resolve("config.json").toFile());
        assertThat(written.get("is_llama_config").booleanValue()).isTrue();
        assertThat(written.get("dtype").textValue()).isEqualTo("bfloat16");
        assertThat(written.get("pad_token_id").intValue()).isZero();
        assertThat(written.get("head_dim").intValue()).isEqualTo(16);
        assertThat(written.get("mlp_bias").booleanValue()).isFalse();
        for (String gone : List.of("torch_dtype", "_name_or_path", "rope_parameters")) {
            assertThat(written.has(gone)).as(gone).isFalse();
        }
        LlamaConfig back = LlamaConfig.read(folder);
        assertThat(back.ropeTheta()).isEqualTo(5000);
        assertThat(back.ropeScaling()).isEqualTo(new RopeScaling.Linear(2));
        assertThat(back.head()).isEqualTo(LlamaConfig.Head.SEQUENCE_CLASSIFICATION);
    }

    @Test
    void theTokenizerIsCopiedWithoutTheWeights() throws IOException {
        Path base = Golden.path("tiny-llama-base");
        ModelFolderWriter.copyTokenizer(base, folder, Map.of(), null);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("chat_template.jinja", "special_tokens_map.json",
                "tokenizer.json", "tokenizer_config.json");
        for (String name : List.of("chat_template.jinja", "special_tokens_map.json", "tokenizer.json",
                "tokenizer_config.json")) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(base.resolve(name));
        }
    }

    @Test
    void aChosenPaddingTokenIsWrittenIntoTheTokenizer() throws IOException {
        ModelFolderWriter.copyTokenizer(Golden.path("tiny-llama-base"), folder, Map.of("pad_token", "<|endoftext|>"),
                null);
        JsonNode config = JSON.readTree(folder.resolve("tokenizer_config.json").toFile());
        JsonNode map = JSON.readTree(folder.resolve("special_tokens_map.json").toFile());
        assertThat(config.get("pad_token").textValue()).isEqualTo("<|endoftext|>");
        assertThat(config.get("eos_token").textValue()).isEqualTo("<|im_end|>");
        assertThat(map.get("pad_token").textValue()).isEqualTo("<|endoftext|>");
    }

    @Test
    void theSamePaddingTokenChangesNothing() throws IOException {
        Path trl = Golden.path("train_full/trl_output");
        ModelFolderWriter.copyTokenizer(trl, folder, Map.of("pad_token", "<|im_end|>"), null);
        assertThat(folder.resolve("special_tokens_map.json")).hasSameBinaryContentAs(
                trl.resolve("special_tokens_map.json"));
        assertThat(folder.resolve("tokenizer_config.json")).hasSameBinaryContentAs(
                trl.resolve("tokenizer_config.json"));
    }

    @Test
    void aChosenTemplateAndEndTokenAreWrittenIntoTheTokenizer() throws IOException {
        ModelFolderWriter.copyTokenizer(Golden.path("tiny-llama-base"), folder, Map.of("eos_token", "<|endoftext|>"),
                "{{ messages }}");
        assertThat(folder.resolve("chat_template.jinja")).hasContent("{{ messages }}");
        JsonNode config = JSON.readTree(folder.resolve("tokenizer_config.json").toFile());
        assertThat(config.get("eos_token").textValue()).isEqualTo("<|endoftext|>");
        assertThat(config.get("pad_token").textValue()).isEqualTo("<|im_end|>");
    }

    @Test
    void aTokenizerCopiedOntoItselfStaysWhole() throws IOException {
        ModelFolderWriter.copyTokenizer(Golden.path("tiny-llama-base"), folder, Map.of(), null);
        ModelFolderWriter.copyTokenizer(folder, folder, Map.of(), null);
        assertThat(folder.resolve("tokenizer.json")).hasSameBinaryContentAs(
                Golden.path("tiny-llama-base/tokenizer.json"));
    }
}
