package orcareward.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TorchScriptModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import orcareward.config.DeviceChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The kernels beside their references in float64 ({@code reference.py}), with random tensors: a JUnit extension. What a test makes lives
 * until the test ends.
 */
public final class KernelLab
        implements
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback {
    private static final int FLOAT64 = 7;

    private @Nullable TorchRuntime runtime;
    private @Nullable TorchScriptModule references;
    private @Nullable NDManager scope;
    private Random random = new Random(0);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        TorchRuntime started = TorchRuntime.start(DeviceChoice.CPU);
        try (InputStream in = Objects
                .requireNonNull(KernelLab.class.getResourceAsStream("/orcareward/kernels/reference.py"))) {
            references = new TorchScriptModule(started.manager(), "Reference",
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        runtime = started;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        scope = runtime().manager().newSubManager();
        random = new Random(0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        scope().close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Objects.requireNonNull(references).close();
        runtime().close();
    }

    private TorchRuntime runtime() {
        return Objects.requireNonNull(runtime);
    }

    /** The test's own tensors. */
    public NDManager scope() {
        return Objects.requireNonNull(scope);
    }

    /** Random sizes and tensors from here on come from this seed; a test that sets none has seed 0. */
    public void seed(long seed) {
        random = new Random(seed);
    }

    /** From 1 to {@code most}. */
    public int size(int most) {
        return 1 + random.nextInt(most);
    }

    /** Normal random numbers in the dtype that lies between the products. */
    public NDArray random(Precision precision, long... shape) {
        return cast(random(shape), precision.scalarType());
    }

    /** Normal random numbers in float32. */
    public NDArray random(long... shape) {
        float[] numbers = new float[Math.toIntExact(new Shape(shape).size())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return scope().create(numbers, new Shape(shape));
    }

    /** Random row numbers below {@code rows}. */
    public long[] rows(int count, int rows) {
        return random.longs(count, 0, rows).toArray();
    }

    /** The kernel {@code cast}. */
    public NDArray cast(NDArray x, int scalarType) {
        return kernel("cast", x, scalarType);
    }

    /** Runs a kernel that returns a tensor. */
    public NDArray kernel(String name, Object... arguments) {
        return runtime().kernels().tensor(scope(), name, arguments);
    }

    /** Runs a kernel that returns a list. */
    public NDArray[] kernels(String name, Object... arguments) {
        return runtime().kernels().tensors(scope(), name, arguments);
    }

    /** Runs a kernel for what it writes in place. */
    public void call(String name, Object... arguments) {
        runtime().kernels().call(name, arguments);
    }

    /** Runs a reference: its output, then the gradients of its inputs. */
    public NDArray[] reference(String name, Object... arguments) {
        JniUtils.setGradMode(true);
        try (IValue result = Objects.requireNonNull(references).run(name, arguments)) {
            return result.toTensorArray((PtNDManager) scope());
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** A tensor's numbers; of any dtype, since DJL never sees that of bfloat16. */
    public double[] numbers(NDArray x) {
        return cast(x, FLOAT64).toDoubleArray();
    }

    /** Equal in shape, and in each number within rounding of the largest one. */
    public void assertClose(String what, NDArray actual, NDArray expected, Precision precision) {
        assertThat(actual.getShape()).as(what).isEqualTo(expected.getShape());
        assertClose(what, numbers(actual), numbers(expected), precision);
    }

    /** Equal within rounding of the largest number. */
    public static void assertClose(String what, double[] actual, double[] expected, Precision precision) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(actual[i] - expected[i])); // NaN stays NaN
        }
        assertThat(worst).as(what + ", largest " + largest).isLessThanOrEqualTo(tolerance(precision) * largest);
    }

    /** bfloat16 rounds by up to 2^-9 of a number: the tolerance is ten such roundings, which attention's backward needs. */
    private static double tolerance(Precision precision) {
        return precision == Precision.FP32 ? 1e-5 : 2e-2;
    }
}
