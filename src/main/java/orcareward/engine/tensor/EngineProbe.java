package orcareward.engine.tensor;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Says what the engine is and what it can use on this machine, for {@code ./orca doctor}. */
@NullMarked
@FunctionalInterface
public interface EngineProbe {
    /** Loads the engine and asks it; a failure to load is part of the answer, not thrown. */
    Findings probe();

    /**
     * What the engine said.
     *
     * @param djlVersion version of the Java binding, empty when unknown
     * @param libtorchVersion version of the native library, empty when it didn't load
     * @param nativeFolder where the native library lies or would be unpacked, empty when unknown
     * @param threads threads that one operation uses; 0 when it didn't load
     * @param devices what tensors can live on, the CPU first
     * @param loadError why the engine didn't load, in words; null when it did
     */
    record Findings(String djlVersion, String libtorchVersion, String nativeFolder, int threads, List<Device> devices,
            @Nullable String loadError) {
        /** A copy whose list can't change. */
        public Findings {
            devices = List.copyOf(devices);
        }
    }

    /**
     * A place for tensors.
     *
     * @param name the device in words: {@code CPU}, {@code NVIDIA H100}
     * @param memoryBytes its memory, 0 when unknown
     */
    record Device(String name, long memoryBytes) {
    }
}
