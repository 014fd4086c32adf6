package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import orcareward.config.DeviceChoice;
import orcareward.engine.Golden;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.checkpoint.SafetensorsFile;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.tokenize.TokenizedPair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real SmolLM2-135M under a fixed head: {@code mvn -B verify -Preference -Dmodel.dir=DIR}. */
@Tag("reference")
class SmolLm2GoldenTest {
    private static Path modelFolder() {
        return Path.of(Objects.requireNonNull(System.getProperty("model.dir"),
                "give the folder of SmolLM2-135M: -Dmodel.dir=DIR"));
    }

    private static List<TokenizedPair> pairs(JsonNode golden) {
        List<TokenizedPair> pairs = new ArrayList<>();
        for (int i = 0; i < golden.get("chosen_input_ids").size(); i++) {
            pairs.add(TokenizedPair.of(i, Golden.ids(golden.get("chosen_input_ids").get(i)),
                    Golden.ids(golden.get("rejected_input_ids").get(i)), null));
        }
        return pairs;
    }

    /** SmolLM2's weights with the head of the golden file. */
    private static LoadedModel load(TorchRuntime runtime) throws IOException {
        LoadedModel model = new ModelLoader(runtime).full(modelFolder(), new ModelLoader.Head.Fresh(0), true);
        try (SafetensorsFile head = SafetensorsFile.open(Golden.path("smollm2_score.safetensors"));
                NDManager scope = runtime.manager().newSubManager()) {
            Parameter score = model.model().scoreWeight();
            runtime.kernels().call("copy_to", score.value(),
                    scope.create(head.floats(head.names().iterator().next()), score.value().getShape()));
        }
        return model;
    }

    @Test
    void rewardsLossAndGradientNormsEqualTransformers() throws IOException {
        JsonNode golden = Golden.json("smollm2_golden.json");
        JsonNode expected = golden.get("fp32");
        try (TorchRuntime runtime = TorchRuntime.start(DeviceChoice.CPU);
                LoadedModel model = load(runtime);
                NDManager scope = runtime.manager().newSubManager();
                RewardModel.ForwardTrace trace = model.model().forward(scope, PackedBatch.ofPairs(pairs(golden), 2),
                        new Pass(Precision.FP32, true, 0), false)) {
            double logits = Golden.largestDifference(trace.rewards().toFloatArray(),
                    Golden.floats(expected.get("logits")));
            PreferenceLoss.Result loss = new PreferenceLoss(runtime.kernels(), 0).compute(scope, trace.rewards(),
                    new float[6], 1);
            model.model().backward(trace, loss.rewardGradients());
            List<Parameter> parameters = model.model().parameters();
            double worst = 0;
            for (Parameter parameter : parameters) {
                double norm = Objects.requireNonNull(parameter.gradient()).norm().getFloat();
                double theirs = expected.get("grad_norms").get(parameter.name()).doubleValue();
                worst = Math.max(worst, Math.abs(norm - theirs) / theirs);
            }
            double total = runtime.kernels()
                    .tensor(scope, "grad_norm",
                            Kernels.list(parameters.stream().map(p -> Objects.requireNonNull(p.gradient())).toList()))
                    .getFloat();
            System.out.printf("SmolLM2-135M: logits %.1e, worst gradient norm %.1e (relative)%n", logits, worst);
            assertThat(logits).isLessThan(1e-4);
            assertThat(loss.read().loss()).isCloseTo(expected.get("loss").doubleValue(), offset(1e-5));
            assertThat(worst).isLessThan(1e-3);
            assertThat(total / expected.get("grad_total_norm").doubleValue()).isCloseTo(1, offset(1e-4));
        }
    }

    @Test
    void underBf16RewardsStayAsNearToFloat32AsTransformersAutocast() throws IOException {
        JsonNode golden = Golden.json("smollm2_golden.json");
        float[] exact = Golden.floats(golden.get("fp32").get("logits"));
        double theirs = rootMeanSquare(Golden.floats(golden.get("bf16_autocast").get("logits")), exact);
        try (TorchRuntime runtime = TorchRuntime.start(DeviceChoice.CPU);
                LoadedModel model = load(runtime);
                NDManager scope = runtime.manager().newSubManager()) {
            float[] ours = model.model()
                    .rewards(scope, PackedBatch.ofPairs(pairs(golden), 2), Pass.scoring(Precision.BF16)).toFloatArray();
            double ourDistance = rootMeanSquare(ours, exact);
            System.out.printf("SmolLM2-135M bf16, root mean square: ours %.1e from float32, transformers %.1e%n",
                    ourDistance,
                    theirs);
            assertThat(ourDistance).isLessThan(2 * theirs);
        }
    }

    private static double rootMeanSquare(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow((double) a[i] - b[i], 2);
        }
        return Math.sqrt(sum / a.length);
    }
}
