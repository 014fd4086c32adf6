package orcareward.engine.tensor;

import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import orcareward.problem.ProblemException;

/** Loads libtorch and asks it what it is and what it sees. */
public final class TorchProbe implements EngineProbe {
    @Override
    public Findings probe() {
        String folder = System.getProperty("PYTORCH_LIBRARY_PATH",
                System.getenv().getOrDefault("PYTORCH_LIBRARY_PATH",
                        ai.djl.util.Utils.getEngineCacheDir("pytorch").toString()));
        try {
            Engine engine = TorchRuntime.engine();
            List<Device> devices = new ArrayList<>();
            devices.add(new Device("CPU", 0));
            for (int i = 0; i < engine.getGpuCount(); i++) {
                MemoryUsage memory = CudaUtils.getGpuMemory(ai.djl.Device.gpu(i));
                devices.add(new Device("CUDA device " + i, memory.getMax()));
            }
            return new Findings(Engine.getDjlVersion(), engine.getVersion(), folder,
                    ai.djl.pytorch.jni.JniUtils.getNumThreads(), devices,
                    null);
        } catch (ProblemException e) {
            return new Findings(Engine.getDjlVersion(), "", folder, 0, List.of(), e.problems().getFirst().what());
        }
    }
}
