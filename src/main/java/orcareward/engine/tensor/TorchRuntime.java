package orcareward.engine.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import orcareward.config.DeviceChoice;
import orcareward.problem.ProblemException;

/**
 * libtorch on one device: the root of all tensors of a task, and its kernels.
 *
 * <p>Closing it frees every tensor that is still attached to its manager. libtorch itself stays loaded for the process.
 */
public final class TorchRuntime implements AutoCloseable {
    private static final String KERNEL_SOURCE = "/orcareward/kernels/kernels.py";

    /** libtorch's own choice, 0 until it has been asked. */
    private static int ownThreads;

    private final NDManager manager;
    private final Kernels kernels;

    private TorchRuntime(NDManager manager) {
        this.manager = manager;
        this.kernels = new Kernels(manager, kernelSource());
    }

    /**
     * Starts libtorch where it isn't yet, and compiles the kernels (under 0.1 s).
     *
     * @throws ProblemException when CUDA is asked for and libtorch sees none, or libtorch can't be loaded
     */
    public static TorchRuntime start(DeviceChoice choice) {
        return new TorchRuntime(NDManager.newBaseManager(device(choice, engine())));
    }

    /** DJL's engine, started offline: by itself it would ask the network for machine metadata and newer natives. */
    static Engine engine() {
        System.setProperty("ai.djl.offline", "true");
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new ProblemException("engine", "libtorch can't be loaded: " + rootMessage(e),
                    "Run `orca doctor`; delete the folder pytorch in ~/.djl.ai when an earlier start was interrupted",
                    e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static Device device(DeviceChoice choice, Engine engine) {
        boolean hasCuda = engine.getGpuCount() > 0;
        return switch (choice) {
            case CPU -> Device.cpu();
            case AUTO -> hasCuda ? Device.gpu() : Device.cpu();
            case CUDA -> {
                if (!hasCuda) {
                    throw new ProblemException("device", "libtorch sees no CUDA device",
                            "Choose the device cpu, or see `orca doctor` for what is missing");
                }
                yield Device.gpu();
            }
        };
    }

    private static String kernelSource() {
        try (InputStream in = TorchRuntime.class.getResourceAsStream(KERNEL_SOURCE)) {
            if (in == null) {
                throw new IllegalStateException("not in the program: " + KERNEL_SOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root manager: what is attached to it lives until this runtime is closed. */
    public NDManager manager() {
        return manager;
    }

    /** The kernels on this device. */
    public Kernels kernels() {
        return kernels;
    }

    /**
     * How bfloat16 is computed here: in {@link Precision#BF16}, unless this processor has no instructions for it, which a product
     * of two matrices shows (a few hundredths of a second, once a process).
     */
    public Precision bf16() {
        return isGpu() || Bf16Speed.isUsable(kernels, manager)
                ? Precision.BF16
                : Precision.BF16_IN_FP32;
    }

    /** Whether tensors live on a GPU. */
    public boolean isGpu() {
        return manager.getDevice().isGpu();
    }

    /** {@code cpu} or {@code cuda:0}. */
    public String deviceName() {
        Device device = manager.getDevice();
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    /**
     * Sets the threads that one operation uses on the CPU; called on the thread that then computes, before it does. It holds for
     * the process, but a thread that has computed already keeps its number.
     *
     * @param threads how many; 0 for libtorch's own choice: a thread a physical core, or {@code OMP_NUM_THREADS}
     */
    public static synchronized void useThreads(int threads) {
        engine();
        int before = JniUtils.getNumThreads();
        if (ownThreads == 0) {
            ownThreads = before;
        }
        int wanted = threads > 0 ? threads : ownThreads;
        if (wanted != before) {
            JniUtils.setNumThreads(wanted);
        }
    }

    /** Threads that libtorch computes with on the CPU. */
    public int threads() {
        return JniUtils.getNumThreads();
    }

    @Override
    public void close() {
        kernels.close();
        manager.close();
    }
}
