package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each ends with exit code 2, says where and what to do in plain words, and leaves no output folder behind. */
class BadInputEndToEndTest {
    private static final String WEIGHTS = "base/model.safetensors";

    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void missingWeights() throws IOException {
        Files.delete(orca.at(WEIGHTS));
        refused("model.safetensors", "base");
    }

    @Test
    void truncatedWeights() throws IOException {
        byte[] bytes = Files.readAllBytes(orca.at(WEIGHTS));
        Files.write(orca.at(WEIGHTS), Arrays.copyOf(bytes, bytes.length - 1000));
        refused("model.safetensors", "again");
        Files.write(orca.at(WEIGHTS), Arrays.copyOf(bytes, 5));
        refused("model.safetensors", "again");
        Files.write(orca.at(WEIGHTS), new byte[0]);
        refused("model.safetensors", "again");
    }

    @Test
    void aHeaderThatLiesAboutItsSize() throws IOException {
        byte[] bytes = Files.readAllBytes(orca.at(WEIGHTS));
        for (long lie : new long[]{Long.MAX_VALUE, -1, bytes.length, 90_000_000L, 0, 3}) {
            byte[] lying = bytes.clone();
            ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(0, lie);
            Files.write(orca.at(WEIGHTS), lying);
            refused("model.safetensors", "again");
        }
    }

    @Test
    void aTensorOfAWrongShape() throws IOException {
        editHeader(header -> {
            ObjectNode norm = (ObjectNode) header.get("model.embed_tokens.weight");
            norm.putArray("shape").add(256).add(128);
        });
        refused("model.safetensors", "model.embed_tokens.weight", "[256, 128]", "[512, 64]");
    }

    @Test
    void aMissingTensor() throws IOException {
        editHeader(header -> header.set("model.other.weight", header.remove("model.norm.weight")));
        refused("model.safetensors", "model.norm.weight", "missing");
    }

    @Test
    void anUnknownArchitecture() throws IOException {
        orca.edit("base/config.json",
                Map.of("model_type", "\"gpt_neox\"", "architectures", "[\"GPTNeoXForCausalLM\"]"));
        refused("config.json", "gpt_neox");
    }

    @Test
    void aBrokenConfigOfTheModel() throws IOException {
        orca.write("base/config.json", "{\"model_type\": \"llama\",");
        refused("config.json");
        Files.delete(orca.at("base/config.json"));
        refused("config.json");
    }

    @Test
    void aMissingOrBrokenTokenizer() throws IOException {
        orca.write("base/tokenizer.json", "{");
        refused("tokenizer.json");
        Files.delete(orca.at("base/tokenizer.json"));
        refused("tokenizer.json");
    }

    @Test
    void aBrokenJsonLine() throws IOException {
        Files.writeString(orca.at(RealCommandLine.PAIRS),
                Files.readString(orca.at(RealCommandLine.PAIRS)) + "{\"prompt\": \"a\", \"chosen\": \n");
        refused(RealCommandLine.PAIRS, "line 41");
    }

    @Test
    void aMissingColumn() throws IOException {
        orca.write(RealCommandLine.PAIRS, "{\"prompt\": \"a\", \"chosen\": \"b\"}\n");
        refused(RealCommandLine.PAIRS, "rejected");
    }

    @Test
    void aRowThatLacksAColumn() throws IOException {
        Files.writeString(orca.at(RealCommandLine.PAIRS),
                Files.readString(orca.at(RealCommandLine.PAIRS)) + "{\"prompt\": \"a\", \"chosen\": \"b\"}\n");
        refused(RealCommandLine.PAIRS, "line 41", "rejected");
    }

    @Test
    void anEmptyDataSet() throws IOException {
        orca.write(RealCommandLine.PAIRS, "");
        refused(RealCommandLine.PAIRS);
        orca.write(RealCommandLine.PAIRS, "\n\n");
        refused(RealCommandLine.PAIRS);
    }

    @Test
    void allRowsOverMaxLength() throws IOException {
        refused(new String[]{"--set", "max_length=3"}, RealCommandLine.PAIRS, "max_length");
    }

    @Test
    void aDataSetTooSmallToSplit() throws IOException {
        orca.write(RealCommandLine.PAIRS, "{\"prompt\": \"a\", \"chosen\": \"b\", \"rejected\": \"c\"}\n");
        refused("test_size");
    }

    @Test
    void loraTargetsThatMatchNothing() throws IOException {
        refused(new String[]{"--use-lora", "--set", "lora_target_modules=[query]"}, "lora_target_modules", "query",
                "q_proj");
    }

    @Test
    void anOutputFolderThatCannotBeWritten() throws IOException {
        orca.write("file", "");
        refused(new String[]{"--output-dir", "file/below/out"}, "file/below/out", "--output-dir");
    }

    @Test
    void brokenYaml() throws IOException {
        orca.write("run.yaml", "model_name_or_path: base\nlearning_rate: [1e-3\n");
        refused("run.yaml", "line");
    }

    @Test
    void unknownKeysAndBadValuesAreNamedAllAtOnce() throws IOException {
        orca.write("run.yaml",
                Files.readString(orca.at("run.yaml")) + "learning_rte: 1\nnum_train_epochs: many\ndeepspeed: a.json\n");
        refused("learning_rte", "learning_rate", "num_train_epochs", "deepspeed", "run.yaml");
    }

    @Test
    void aHubNameThatIsNotOnDisk() throws IOException {
        refused(new String[]{"--set", "model_name_or_path=HuggingFaceTB/smollm2-135M-SFT-Only"}, "model_name_or_path",
                "HuggingFaceTB/smollm2-135M-SFT-Only", "folder");
        refused(new String[]{"--set", "dataset_name=Intel/orca_dpo_pairs"}, "dataset_name", "Intel/orca_dpo_pairs");
    }

    @Test
    void missingFiles() throws IOException {
        refused(new String[]{"--set", "dataset_name=nowhere.jsonl"}, "dataset_name", "nowhere.jsonl");
        RealCommandLine.Result result = orca.run("train", "nowhere.yaml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere.yaml");
    }

    @Test
    void aDeviceThatIsNotThere() throws IOException {
        RealCommandLine.Result result = orca.train("--device", "warp");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--device").contains("CPU");
    }

    @Test
    void anAdapterWhoseWeightsAreMissing() throws IOException {
        RealCommandLine.copyFolder(Golden.path("train_lora/adapter_final"), orca.at("adapter"));
        orca.edit("adapter/adapter_config.json", Map.of("base_model_name_or_path", "\"../rm\""));
        Files.delete(orca.at("adapter/adapter_model.safetensors"));
        refused(new String[]{"--set", "adapter_name_or_path=adapter"}, "adapter");
        for (String[] command : new String[][]{{"evaluate", "adapter", "--dataset", RealCommandLine.PAIRS},
                {"export", "adapter", "--output", "out"}}) {
            RealCommandLine.Result result = orca.run(command);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("adapter").doesNotContain("Exception");
            assertThat(orca.at("out")).doesNotExist();
        }
    }

    @Test
    void aUsersFolderThatCannotBeMadeIsNamedAndOnlyWhatNeedsItIsRefused() throws IOException {
        Files.writeString(orca.home(), "a file");
        refused(orca.home().toString(), "ORCA_HOME");
        assertThat(orca.run("config", "--preset", "demo").code()).isZero();
        assertThat(orca.run("score", "rm", "--input", "none.jsonl", "--output", "o.jsonl").err())
                .contains("none.jsonl");
    }

    private void refused(String... named) throws IOException {
        refused(new String[0], named);
    }

    private void refused(String[] options, String... named) {
        RealCommandLine.Result result = orca.train(options);
        assertThat(result.err()).contains(named).doesNotContain("Exception").doesNotContain("\tat ")
                .doesNotContain("orcareward.");
        assertThat(result.out()).doesNotContain("Exception").doesNotContain("training_started");
        assertThat(result.code()).isEqualTo(2);
        // Every line ends with what to do: a sentence after the one that says what is wrong, or one that says what must be.
        assertThat(result.err().lines())
                .allMatch(line -> line.matches(".+: (.+[.?] [A-Z].+|.*must be .+)"), "says what to do");
        assertThat(orca.at("out")).doesNotExist();
    }

    private void editHeader(java.util.function.Consumer<ObjectNode> change) throws IOException {
        byte[] bytes = Files.readAllBytes(orca.at(WEIGHTS));
        int length = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = (ObjectNode) mapper.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        change.accept(header);
        byte[] json = mapper.writeValueAsBytes(header);
        ByteBuffer changed = ByteBuffer.allocate(8 + json.length + bytes.length - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        changed.putLong(json.length).put(json).put(bytes, 8 + length, bytes.length - 8 - length);
        Files.write(orca.at(WEIGHTS), changed.array());
    }
}
