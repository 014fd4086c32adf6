package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import orcareward.config.DeviceChoice;
import orcareward.engine.Golden;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.checkpoint.SafetensorsFile;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.RewardMetrics;
import orcareward.tokenize.ScoredToken;
import orcareward.tokenize.TokenizedPair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewards, losses and gradients against the numbers of transformers and TRL. */
class RewardGoldenTest {
    private static TorchRuntime runtime;

    @BeforeAll
    static void startEngine() {
        runtime = TorchRuntime.start(DeviceChoice.CPU);
    }

    @AfterAll
    static void stopEngine() {
        runtime.close();
    }

    private static LoadedModel load(Path folder) throws IOException {
        return new ModelLoader(runtime).full(folder, new ModelLoader.Head.Stored(), true);
    }

    private static float[] rewards(LoadedModel model, PackedBatch batch, Precision precision) {
        try (NDManager scope = runtime.manager().newSubManager()) {
            return model.model().rewards(scope, batch, Pass.scoring(precision)).toFloatArray();
        }
    }

    private static List<int[]> sequences(JsonNode node) {
        List<int[]> sequences = new ArrayList<>();
        node.forEach(ids -> sequences.add(Golden.ids(ids)));
        return sequences;
    }

    /** Each sequence as a group of its own: nothing shared. */
    private static PackedBatch apart(List<int[]> sequences, int pad) {
        return PackedBatch
                .ofGroups(sequences.stream().map(ids -> new PackedBatch.Group(new int[0], List.of(ids))).toList(), pad);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 0})
    void logitsEqualTransformers(int pad) throws IOException {
        JsonNode golden = Golden.json("forward.json");
        List<int[]> sequences = sequences(golden.get("sequences"));
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"))) {
            float[] ours = rewards(model, apart(sequences, pad), Precision.FP32);
            assertThat(Golden.largestDifference(ours, Golden.floats(golden.get("pad" + pad).get("alone"))))
                    .isLessThan(1e-5);
        }
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(ScoredToken.index(sequences.get(i), pad))
                    .isEqualTo(golden.get("pad" + pad).get("pooled_index").get(i).intValue());
        }
    }

    @Test
    void bf16LogitsAreAsNearToFloat32AsTransformersAutocast() throws IOException {
        JsonNode golden = Golden.json("forward.json");
        float[] exact = Golden.floats(golden.get("pad2").get("alone"));
        double theirs = Golden.largestDifference(Golden.floats(golden.get("bf16_autocast_sdpa_pad2")), exact);
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"))) {
            float[] ours = rewards(model, apart(sequences(golden.get("sequences")), 2), Precision.BF16);
            assertThat(Golden.largestDifference(ours, exact)).isLessThan(2 * theirs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"attention-bias", "gqa1", "gqa4", "head-dim", "mlp-bias", "rope-linear", "rope-llama3",
            "untied"})
    void everyVariantOfLlamaGivesTransformersRewards(String variant) throws IOException {
        JsonNode golden = Golden.json("variants/" + variant + "/expected.json");
        try (LoadedModel model = load(Golden.path("variants/" + variant))) {
            int pad = model.config().padTokenId() == null ? -1 : model.config().padTokenId();
            float[] ours = rewards(model, apart(sequences(golden.get("input_ids")), pad), Precision.FP32);
            assertThat(Golden.largestDifference(ours, Golden.floats(golden.get("rewards")))).isLessThan(1e-5);
        }
    }

    /** A prefix ends at each position, so that the last layer computes every one of them. */
    @Test
    void theLastHiddenStateAndScoreOfEveryPositionEqualTransformers() throws IOException {
        List<int[]> sequences = sequences(Golden.json("forward.json").get("sequences"));
        int row = sequences.size() - 1;
        int[] ids = sequences.get(row);
        List<int[]> prefixes = new ArrayList<>();
        for (int length = 1; length <= ids.length; length++) {
            prefixes.add(Arrays.copyOf(ids, length));
        }
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"));
                SafetensorsFile golden = SafetensorsFile.open(Golden.path("forward_hidden.safetensors"));
                NDManager scope = runtime.manager().newSubManager()) {
            int hidden = model.config().hiddenSize();
            int width = golden.entry("input_ids").shape().get(1).intValue();
            PackedBatch batch = apart(prefixes, -1);
            float[] states = model.model().features(scope, batch, Pass.scoring(Precision.FP32)).toFloatArray(); // [T, H]
            float[] theirs = Arrays.copyOfRange(golden.floats("last_hidden_state"), row * width * hidden,
                    (row * width + ids.length) * hidden);
            assertThat(Golden.largestDifference(states, theirs)).isLessThan(1e-5);
            float[] scores = Arrays.copyOfRange(golden.floats("score_all_positions"), row * width,
                    row * width + ids.length);
            assertThat(Golden.largestDifference(rewards(model, batch, Precision.FP32), scores)).isLessThan(1e-5);
        }
    }

    /** Seen at a layer's key projection, which gets the layer's input at every position, behind its norm. */
    @Test
    void whatEveryLayerReadsAtEveryPositionEqualsTransformers() throws IOException {
        List<int[]> sequences = sequences(Golden.json("forward.json").get("sequences"));
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"));
                SafetensorsFile golden = SafetensorsFile.open(Golden.path("forward_hidden.safetensors"))) {
            List<float[]> seen = new ArrayList<>();
            for (int layer = 0; layer < model.config().numHiddenLayers(); layer++) {
                model.model().wrap(layer, Projection.K_PROJ, key -> new Watched(key, seen));
            }
            rewards(model, apart(sequences, -1), Precision.FP32);
            assertThat(seen).hasSize(model.config().numHiddenLayers());
            for (int layer = 0; layer < seen.size(); layer++) {
                float[] theirs = normed(model, layer, unpadded(golden, "hidden_states." + layer, sequences));
                assertThat(Golden.largestDifference(seen.get(layer), theirs)).as("layer " + layer).isLessThan(1e-5);
            }
        }
    }

    /** A projection that notes what it is given. */
    private record Watched(Linear inner, List<float[]> seen) implements Linear {
        @Override
        public NDArray forward(NDManager scope, NDArray x, Pass pass) {
            seen.add(x.toFloatArray());
            return inner.forward(scope, x, pass);
        }

        @Override
        public NDArray backward(NDManager scope, NDArray dy, NDArray x, Pass pass) {
            return inner.backward(scope, dy, x, pass);
        }

        @Override
        public List<Parameter> parameters() {
            return inner.parameters();
        }
    }

    /** A [B, T, H] tensor's rows that belong to tokens, one after the other: [N, H]. */
    private static float[] unpadded(SafetensorsFile file, String name, List<int[]> sequences) throws IOException {
        int width = file.entry(name).shape().get(1).intValue();
        int hidden = file.entry(name).shape().get(2).intValue();
        float[] padded = file.floats(name);
        FloatBuffer rows = FloatBuffer.allocate(sequences.stream().mapToInt(ids -> ids.length * hidden).sum());
        for (int i = 0; i < sequences.size(); i++) {
            rows.put(padded, i * width * hidden, sequences.get(i).length * hidden);
        }
        return rows.array();
    }

    /** Rows [N, H] behind a layer's input norm: x / sqrt(mean(x^2) + eps) * weight. */
    private static float[] normed(LoadedModel model, int layer, float[] rows) {
        String name = LlamaTensorNames.inputLayernorm(model.config(), layer).name();
        float[] weight = model.model().parameters().stream().filter(parameter -> parameter.name().equals(name))
                .findFirst().orElseThrow().value().toFloatArray();
        float[] normed = new float[rows.length];
        for (int row = 0; row < rows.length; row += weight.length) {
            double squares = 0;
            for (int i = 0; i < weight.length; i++) {
                squares += (double) rows[row + i] * rows[row + i];
            }
            double scale = 1 / Math.sqrt(squares / weight.length + model.config().rmsNormEps());
            for (int i = 0; i < weight.length; i++) {
                normed[row + i] = (float) (rows[row + i] * scale * weight[i]);
            }
        }
        return normed;
    }

    /** Pairs of {@code loss.json}; margins where the setting has them. */
    private static List<TokenizedPair> pairs(JsonNode batch, JsonNode margins) {
        List<TokenizedPair> pairs = new ArrayList<>();
        for (int i = 0; i < batch.get("chosen_input_ids").size(); i++) {
            Double margin = margins.isNull() ? null : margins.get(i).doubleValue();
            pairs.add(TokenizedPair.of(i, Golden.ids(batch.get("chosen_input_ids").get(i)),
                    Golden.ids(batch.get("rejected_input_ids").get(i)), margin));
        }
        return pairs;
    }

    @ParameterizedTest
    @CsvSource({"plain, false", "center, false", "margin, false", "center_margin, false", "plain, true"})
    void lossMetricsAndEveryGradientEqualTrl(String setting, boolean checkpointing) throws IOException {
        JsonNode golden = Golden.json("loss.json");
        JsonNode expected = golden.get(setting);
        List<TokenizedPair> pairs = pairs(golden.get("batch"), expected.get("margin"));
        float[] margins = new float[pairs.size()];
        for (int i = 0; i < margins.length; i++) {
            Double margin = pairs.get(i).margin();
            margins[i] = margin == null ? 0 : margin.floatValue();
        }
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"));
                NDManager scope = runtime.manager().newSubManager();
                SafetensorsFile grads = SafetensorsFile.open(Golden.path("grads_" + setting + ".safetensors"));
                RewardModel.ForwardTrace trace = model.model().forward(scope, PackedBatch.ofPairs(pairs, 2),
                        new Pass(Precision.FP32, true, 0), checkpointing)) {
            PreferenceLoss.Result loss = new PreferenceLoss(runtime.kernels(),
                    expected.get("center_rewards_coefficient").asDouble(0))
                    .compute(scope, trace.rewards(), margins, 1);
            RewardMetrics metrics = loss.read();
            assertThat(metrics.loss()).isCloseTo(expected.get("loss").doubleValue(), within(1e-6));
            JsonNode theirs = expected.get("metrics");
            assertThat(metrics.accuracy()).isCloseTo(theirs.get("accuracy").doubleValue(), within(1e-6));
            assertThat(metrics.margin()).isCloseTo(theirs.get("margin").doubleValue(), within(1e-5));
            assertThat(metrics.minReward()).isCloseTo(theirs.get("min_reward").doubleValue(), within(1e-5));
            assertThat(metrics.meanReward()).isCloseTo(theirs.get("mean_reward").doubleValue(), within(1e-5));
            assertThat(metrics.maxReward()).isCloseTo(theirs.get("max_reward").doubleValue(), within(1e-5));
            model.model().backward(trace, loss.rewardGradients());
            for (Parameter parameter : model.model().parameters()) {
                NDArray gradient = Objects.requireNonNull(parameter.gradient(), parameter.name());
                assertThat(Golden.largestDifference(gradient.toFloatArray(), grads.floats(parameter.name())))
                        .as(parameter.name()).isLessThan(1e-5);
            }
        }
    }

    @Test
    void aSharedPromptGivesWhatTwoPaddedSequencesGive() throws IOException {
        JsonNode golden = Golden.json("loss.json");
        List<TokenizedPair> pairs = pairs(golden.get("batch"), golden.get("plain").get("margin"));
        int longest = pairs.stream().mapToInt(pair -> Math.max(pair.chosenLength(), pair.rejectedLength())).max()
                .orElseThrow();
        List<int[]> padded = new ArrayList<>();
        for (String side : List.of("chosen_input_ids", "rejected_input_ids")) {
            for (JsonNode ids : golden.get("batch").get(side)) {
                int[] row = Arrays.copyOf(Golden.ids(ids), longest);
                Arrays.fill(row, ids.size(), longest, 2);
                padded.add(row);
            }
        }
        try (LoadedModel model = load(Golden.path("tiny-llama-rm"))) {
            PackedBatch packed = PackedBatch.ofPairs(pairs, 2);
            assertThat(packed.tokens()).isLessThan(padded.size() * longest);
            float[] shared = rewards(model, packed, Precision.FP32);
            float[] unshared = rewards(model, apart(padded, 2), Precision.FP32);
            assertThat(Golden.largestDifference(shared, unshared)).isLessThan(1e-5);
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }
}
