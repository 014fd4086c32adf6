package orcareward.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether the processor multiplies bfloat16 matrices at a useful speed. With AMX or AVX-512 it does; without, libtorch falls back to
 * plain loops that are seven to forty times slower than float32, so that the answer doesn't hang on how busy the machine is.
 */
final class Bf16Speed {
    private static final int ROWS = 192;
    private static final int COLUMNS = 512;
    private static final int ROUNDS = 3;
    private static final double TOO_SLOW = 2.5;

    private static @Nullable Boolean usable;

    private Bf16Speed() {
    }

    static synchronized boolean isUsable(Kernels kernels, NDManager manager) {
        Boolean known = usable;
        if (known == null) {
            try (NDManager scope = manager.newSubManager()) {
                long fp32 = Long.MAX_VALUE;
                long bf16 = Long.MAX_VALUE;
                for (int i = 0; i < ROUNDS; i++) {
                    fp32 = Math.min(fp32, nanos(kernels, scope, Precision.FP32));
                    bf16 = Math.min(bf16, nanos(kernels, scope, Precision.BF16));
                }
                known = bf16 < TOO_SLOW * fp32;
                usable = known;
            }
        }
        return known;
    }

    private static long nanos(Kernels kernels, NDManager scope, Precision precision) {
        NDArray x = kernels.tensor(scope, "normal", ROWS, COLUMNS, 1.0, 1);
        NDArray w = kernels.tensor(scope, "normal", COLUMNS, COLUMNS, 1.0, 2);
        NDArray xs = kernels.tensor(scope, "cast", x, precision.scalarType());
        NDArray ws = kernels.tensor(scope, "cast", w, precision.scalarType());
        long begin = System.nanoTime();
        kernels.tensor(scope, "linear", xs, ws, precision.productType()).close();
        return System.nanoTime() - begin;
    }
}
