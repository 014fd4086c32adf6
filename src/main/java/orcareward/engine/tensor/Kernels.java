package orcareward.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TorchScriptModule;
import java.util.Arrays;
import java.util.List;

/**
 * Calls of the kernels in {@code kernels.py}, by name. Results are attached to the scope that is passed; nothing keeps a graph.
 */
public final class Kernels implements AutoCloseable {
    private final TorchScriptModule module;
    private final ThreadLocal<Boolean> threadPrepared = ThreadLocal.withInitial(() -> false);

    Kernels(NDManager manager, String source) {
        prepareThread();
        module = new TorchScriptModule(manager, "Kernels", source);
    }

    /** Gradient mode and the graph optimizer are per thread in libtorch; the optimizer mistakes mixed dtypes. */
    private void prepareThread() {
        if (!threadPrepared.get()) {
            JniUtils.setGraphExecutorOptimize(false);
            JniUtils.setGradMode(false);
            threadPrepared.set(true);
        }
    }

    private IValue run(String kernel, Object... arguments) {
        prepareThread();
        return module.run(kernel, arguments);
    }

    /** Runs a kernel that returns one tensor. */
    public NDArray tensor(NDManager scope, String kernel, Object... arguments) {
        try (IValue result = run(kernel, arguments)) {
            return result.toTensor((PtNDManager) scope);
        }
    }

    /** Runs a kernel that returns a list of tensors. */
    public NDArray[] tensors(NDManager scope, String kernel, Object... arguments) {
        try (IValue result = run(kernel, arguments)) {
            return result.toTensorArray((PtNDManager) scope);
        }
    }

    /** Runs a kernel for what it writes in place. */
    public void call(String kernel, Object... arguments) {
        run(kernel, arguments).close();
    }

    /** A list argument. */
    public static Object list(List<? extends NDArray> tensors) {
        return tensors.toArray(PtNDArray[]::new);
    }

    /** A list argument. */
    public static Object list(NDArray[] tensors) {
        return Arrays.copyOf(tensors, tensors.length, PtNDArray[].class);
    }

    @Override
    public void close() {
        module.close();
    }
}
