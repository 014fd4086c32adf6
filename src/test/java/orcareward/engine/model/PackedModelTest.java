package orcareward.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import orcareward.config.DeviceChoice;
import orcareward.engine.Golden;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelLoader;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole model, rewards and every gradient: packing changes nothing, and bfloat16 nothing but its rounding. */
class PackedModelTest {
    private static TorchRuntime runtime;
    private static LoadedModel model;

    @BeforeAll
    static void load() throws IOException {
        runtime = TorchRuntime.start(DeviceChoice.CPU);
        model = new ModelLoader(runtime).full(Golden.path("tiny-llama-rm"), new ModelLoader.Head.Stored(), true);
    }

    @AfterAll
    static void stopEngine() {
        model.close();
        runtime.close();
    }

    static Stream<PackedSample> samples() {
        return PackedSample.all();
    }

    /** Rewards, and every gradient by its name, under random gradients of the rewards. */
    private static Map<String, float[]> results(PackedBatch batch, Precision precision) {
        Map<String, float[]> results = new LinkedHashMap<>();
        try (NDManager scope = runtime.manager().newSubManager();
                RewardModel.ForwardTrace trace = model.model().forward(scope, batch, new Pass(precision, true, 0),
                        false)) {
            results.put("rewards", trace.rewards().toFloatArray());
            Random random = new Random(3);
            float[] gradients = new float[batch.rewards()];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = (float) random.nextGaussian();
            }
            model.model().backward(trace, scope.create(gradients));
            for (Parameter parameter : model.model().parameters()) {
                NDArray gradient = Objects.requireNonNull(parameter.gradient(), parameter.name());
                results.put(parameter.name(), gradient.toFloatArray());
                parameter.clearGradient();
            }
        }
        return results;
    }

    /** Each within a share of the expected one's norm. */
    private static void assertClose(Map<String, float[]> actual, Map<String, float[]> expected, double share) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, numbers) -> {
            float[] others = Objects.requireNonNull(actual.get(name));
            assertThat(others).as(name).hasSameSizeAs(numbers);
            double squares = 0;
            double apart = 0;
            for (int i = 0; i < numbers.length; i++) {
                squares += (double) numbers[i] * numbers[i];
                apart += Math.pow((double) others[i] - numbers[i], 2);
            }
            assertThat(Math.sqrt(apart)).as(name).isLessThanOrEqualTo(share * Math.sqrt(squares));
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySideGetsTheRewardAndGradientsThatItHasAlone(PackedSample sample) {
        PackedBatch alone = PackedBatch.ofGroups(
                sample.sides().stream().map(side -> new PackedBatch.Group(new int[0], List.of(side))).toList(),
                PackedSample.PAD);
        assertClose(results(sample.batch(), Precision.FP32), results(alone, Precision.FP32), 1e-5);
    }

    /** Measured: at most 0.024. */
    @ParameterizedTest
    @MethodSource("samples")
    void bf16AndItsCounterpartInFloat32DifferByRoundingAlone(PackedSample sample) {
        Map<String, float[]> exact = results(sample.batch(), Precision.FP32);
        assertClose(results(sample.batch(), Precision.BF16), exact, 0.05);
        assertClose(results(sample.batch(), Precision.BF16_IN_FP32), exact, 0.05);
    }
}
