package orcareward.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes of the machine's memory, libtorch's tensors included. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {
    }

    /** Resident bytes now; 0 where the platform doesn't tell. */
    public static long residentBytes() {
        return read("VmRSS:");
    }

    /** Most resident bytes so far; 0 where the platform doesn't tell. */
    public static long peakResidentBytes() {
        return read("VmHWM:");
    }

    private static long read(String field) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(field)) {
                    return Long.parseLong(line.substring(field.length()).replace("kB", "").strip()) << 10;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0; // no such file: not Linux
        }
    }
}
