package orcareward.recipe;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import orcareward.engine.tensor.EngineProbe;
import orcareward.engine.tensor.ProcessMemory;
import orcareward.problem.Problem;

/** Loads the engine for a window that is already open. */
public final class EngineRecipe implements EngineRunner {
    private final EngineProbe probe;

    /** Asks {@code probe}. */
    public EngineRecipe(EngineProbe probe) {
        this.probe = probe;
    }

    @Override
    public EngineStatus start() {
        EngineProbe.Findings found = probe.probe();
        String error = found.loadError();
        if (error != null) {
            return new EngineStatus("", 0, "", new Problem("libtorch", "could not be loaded: " + error,
                    "Remove the folder " + found.nativeFolder() + " and start again; it is unpacked anew"));
        }
        boolean gpu = found.devices().size() > 1;
        EngineProbe.Device device = gpu ? found.devices().get(1) : found.devices().getFirst();
        String name = gpu
                ? device.name()
                : device.name() + ", " + found.threads() + (found.threads() == 1 ? " thread" : " threads");
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new EngineStatus(name, gpu ? device.memoryBytes() : system.getTotalMemorySize(),
                found.libtorchVersion(), null);
    }

    @Override
    public long memoryInUse() {
        return ProcessMemory.residentBytes();
    }
}
