package orcareward.recipe;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orcareward.engine.tensor.EngineProbe;
import orcareward.files.UserFolder;
import orcareward.recipe.DoctorReport.Check;
import orcareward.recipe.DoctorReport.Status;

/** Looks at everything that training needs on this machine, and says how to get what is missing. */
public final class DoctorRecipe implements DoctorRunner {
    private static final long GIB = 1L << 30;
    private static final long LITTLE_MEMORY = 4 * GIB;
    private static final long LITTLE_DISK = 5 * GIB;

    private final String programVersion;
    private final EngineProbe engineProbe;
    private final Places places;

    /**
     * Where to look.
     *
     * @param environment the process's environment variables
     * @param home the user's home folder
     * @param workingDirectory where output folders go by default
     * @param userFolder the program's folder of the user's data
     * @param logFolder where log files go
     */
    public record Places(Map<String, String> environment, Path home, Path workingDirectory, Path userFolder,
            Path logFolder) {
        /** A copy whose map can't change. */
        public Places {
            environment = Map.copyOf(environment);
        }
    }

    /** Looks at {@code places} and asks {@code engineProbe} about the engine. */
    public DoctorRecipe(String programVersion, EngineProbe engineProbe, Places places) {
        this.programVersion = programVersion;
        this.engineProbe = engineProbe;
        this.places = places;
    }

    @Override
    public DoctorReport run() {
        List<Check> checks = new ArrayList<>();
        EngineProbe.Findings engine = engineProbe.probe();
        checks.addAll(program());
        checks.addAll(machine(engine));
        checks.addAll(engine(engine));
        checks.addAll(environment());
        checks.addAll(caches());
        checks.addAll(folders());
        return new DoctorReport(checks);
    }

    private List<Check> program() {
        return List.of(Check.ok("program", "Orca Reward Studio " + programVersion),
                Check.ok("java", Runtime.version() + ", " + System.getProperty("java.home")));
    }

    private List<Check> machine(EngineProbe.Findings engine) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        String memory = "%s, %s free; Java's heap may take %s".formatted(size(total), size(system.getFreeMemorySize()),
                size(Runtime.getRuntime().maxMemory()));
        return List.of(
                Check.ok("system",
                        "%s %s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
                                System.getProperty("os.arch"))),
                processors(engine.threads(), Runtime.getRuntime().availableProcessors()),
                total >= LITTLE_MEMORY
                        ? Check.ok("memory", memory)
                        : new Check("memory", memory, Status.WARNING,
                                "SmolLM2-135M needs about 4 GiB; use a smaller batch, gradient_checkpointing and LoRA"));
    }

    /** More threads than processors happen in containers: libtorch counts the machine's cores. */
    static Check processors(int threads, int processors) {
        String value = threads > 0
                ? "%d, the engine uses %d %s".formatted(processors, threads, threads == 1 ? "thread" : "threads")
                : String.valueOf(processors);
        return threads <= processors
                ? Check.ok("processors", value)
                : new Check("processors", value, Status.WARNING,
                        "They wait for each other: set cpu_threads (train) or --threads (evaluate, score) to "
                                + processors);
    }

    private List<Check> engine(EngineProbe.Findings engine) {
        List<Check> checks = new ArrayList<>();
        if (engine.loadError() != null) {
            checks.add(new Check("engine", "libtorch could not be loaded: " + engine.loadError(), Status.MISSING,
                    "Remove the folder %s and try again; it is unpacked anew".formatted(
                            engine.nativeFolder().isEmpty() ? djlCache().resolve("pytorch") : engine.nativeFolder())));
            return checks;
        }
        checks.add(Check.ok("engine", "DJL %s, libtorch %s".formatted(engine.djlVersion(), engine.libtorchVersion())));
        checks.add(Check.ok("engine files", engine.nativeFolder()));
        for (EngineProbe.Device device : engine.devices()) {
            checks.add(Check.ok("device",
                    device.memoryBytes() > 0 ? device.name() + ", " + size(device.memoryBytes()) : device.name()));
        }
        if (engine.devices().size() <= 1) {
            checks.add(Check.ok("graphics card", "libtorch sees none; training runs on the CPU"));
        }
        return checks;
    }

    private List<Check> environment() {
        List<Check> checks = new ArrayList<>();
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        checks.add(waiting(windows ? "KMP_BLOCKTIME" : "OMP_WAIT_POLICY", windows ? "0" : "passive"));
        checks.add(setByLauncher("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "memory grows with every new length of text"));
        checks.add(Check.ok("OMP_NUM_THREADS", places.environment().getOrDefault("OMP_NUM_THREADS", "not set")));
        for (String name : List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR", "HF_HOME", "ORCA_HOME",
                "ORCA_JAVA_OPTS")) {
            String value = places.environment().get(name);
            if (value != null) {
                checks.add(Check.ok(name, value));
            }
        }
        return checks;
    }

    /** Threads that wait for work either sleep, or turn in circles on a core that another program could use. */
    private Check waiting(String name, String sleeping) {
        String value = places.environment().getOrDefault(name, "not set");
        return value.strip().equalsIgnoreCase(sleeping)
                ? Check.ok(name, value)
                : new Check(name, value + ": steps become several times slower when another program uses a core",
                        Status.WARNING,
                        "Start the program by ./orca and leave this variable to it, or set it to " + sleeping
                                + " before Java starts");
    }

    private Check setByLauncher(String name, String otherwise) {
        String value = places.environment().get(name);
        return value != null
                ? Check.ok(name, value)
                : new Check(name, "not set: " + otherwise, Status.WARNING,
                        "Start the program by ./orca, which sets it");
    }

    private List<Check> caches() {
        Map<String, String> environment = places.environment();
        Path cacheHome = environment.containsKey("XDG_CACHE_HOME")
                ? Path.of(environment.get("XDG_CACHE_HOME"))
                : places.home().resolve(".cache");
        Path huggingFace = environment.containsKey("HF_HOME")
                ? Path.of(environment.get("HF_HOME"))
                : cacheHome.resolve("huggingface");
        Path hub = environment.containsKey("HF_HUB_CACHE")
                ? Path.of(environment.get("HF_HUB_CACHE"))
                : huggingFace.resolve("hub");
        return List.of(folderSize("engine cache", djlCache()), folderSize("Hugging Face cache", hub),
                folderSize("token ids", places.userFolder().resolve("cache").resolve(UserFolder.TOKENIZED)));
    }

    private Path djlCache() {
        String moved = places.environment().get("DJL_CACHE_DIR");
        return moved != null ? Path.of(moved) : places.home().resolve(".djl.ai");
    }

    private List<Check> folders() {
        return List.of(writable("user folder", places.userFolder()), folderSize("logs", places.logFolder()),
                diskFree("disk of the user folder", places.userFolder()),
                diskFree("disk of this folder", places.workingDirectory()));
    }

    private static Check writable(String name, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            return Check.ok(name, folder + ", can be written");
        } catch (IOException e) {
            return new Check(name, folder + " can't be written: " + e.getMessage(), Status.MISSING,
                    "Give yourself the right to write there, or name another folder in ORCA_HOME");
        }
    }

    private static Check folderSize(String name, Path folder) {
        if (!Files.isDirectory(folder)) {
            return Check.ok(name, folder + ", not there yet");
        }
        long[] sum = new long[2];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0]++;
                    sum[1] += attributes.isRegularFile() ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // a cache may change while it is looked at
                }
            });
        } catch (IOException e) {
            return new Check(name, folder + " can't be read: " + e.getMessage(), Status.WARNING,
                    "Give yourself the right to read it");
        }
        return Check.ok(name, String.format(Locale.ROOT, "%s, %,d files, %s", folder, sum[0], size(sum[1])));
    }

    private static Check diskFree(String name, Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long free;
        try {
            free = Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return new Check(name, existing + " can't be asked for its free space: " + e.getMessage(), Status.WARNING,
                    "");
        }
        return free >= LITTLE_DISK
                ? Check.ok(name, size(free) + " free")
                : new Check(name, size(free) + " free", Status.WARNING,
                        "A checkpoint of SmolLM2-135M takes 1.6 GB; make room, or keep fewer by save_total_limit");
    }

    /** Bytes in the largest unit that leaves a figure before the point: {@code 3.4 GiB}. */
    static String size(long bytes) {
        if (bytes >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
        }
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
