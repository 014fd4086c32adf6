package orcareward.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import orcareward.problem.ProblemException;

/** The product's folder of the person who uses it: logs, the registry of runs, downloads. Subfolders are made when asked for. */
public final class UserFolder {
    /** The environment variable that puts the folder elsewhere. */
    public static final String OVERRIDE = "ORCA_HOME";

    /** The folder of token ids in {@link #cache}. */
    public static final String TOKENIZED = "tokenized";

    private static final String SPOKEN_NAME = "Orca Reward Studio";
    private final Path root;

    /**
     * Decides where the folder is; creates nothing.
     *
     * @param environment variables by name
     * @param osName the platform as the system property {@code os.name} has it
     * @param home the person's home folder
     */
    public UserFolder(Map<String, String> environment, String osName, Path home) {
        root = locate(environment, osName.toLowerCase(Locale.ROOT), home).toAbsolutePath().normalize();
    }

    /** The folder of the person who started this process. */
    public static UserFolder ofThisProcess() {
        return new UserFolder(System.getenv(), System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")));
    }

    /** The folder itself, which may not exist yet. */
    public Path root() {
        return root;
    }

    /** Where log files go. */
    public Path logs() {
        return existing("logs");
    }

    /** Where each run has its entry. */
    public Path runs() {
        return existing("runs");
    }

    /** Deleted runs, until they are restored or the trash is emptied. */
    public Path trash() {
        return existing("trash");
    }

    /** What can be fetched again. */
    public Path cache() {
        return existing("cache");
    }

    private Path existing(String name) {
        Path folder = root.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ProblemException(folder.toString(), "this folder of the program can't be created",
                    "Make it writable, or name another place in the environment variable " + OVERRIDE, e);
        }
    }

    private static Path locate(Map<String, String> environment, String os, Path home) {
        String override = environment.getOrDefault(OVERRIDE, "");
        if (!override.isBlank()) {
            return Path.of(override);
        }
        if (os.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve(SPOKEN_NAME);
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(SPOKEN_NAME);
        }
        // The XDG base directory specification has relative values ignored.
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = !data.isBlank() && Path.of(data).isAbsolute()
                ? Path.of(data)
                : home.resolve(".local").resolve("share");
        return base.resolve("orca-reward-studio");
    }
}
