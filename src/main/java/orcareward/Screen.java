package orcareward;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orcareward.cli.OrcaCommand;
import org.jspecify.annotations.NullMarked;

/** Decides whether the program opens its window or is a command. */
@NullMarked
final class Screen {
    private Screen() {
    }

    /** Without arguments, or with nothing but files that exist, where there is a screen to show a window on. */
    static boolean isWanted(String[] args) {
        return files(args).size() == args.length && (args.length == 0 || !OrcaCommand.names().contains(args[0]))
                && isThere(System.getProperty("os.name", ""), System.getenv(),
                        System.getProperty("glass.platform", ""));
    }

    /** Files and folders among the arguments, absolute. */
    static List<Path> files(String[] args) {
        List<Path> files = new ArrayList<>();
        for (String arg : args) {
            try {
                Path path = Path.of(arg).toAbsolutePath();
                if (!arg.startsWith("-") && Files.exists(path)) {
                    files.add(path);
                }
            } catch (InvalidPathException e) {
                continue; // then it is a command's
            }
        }
        return files;
    }

    /** Linux has a screen when a display server is named; other platforms always have one; a headless platform draws in memory. */
    static boolean isThere(String osName, Map<String, String> environment, String platform) {
        return !osName.toLowerCase(Locale.ROOT).startsWith("linux") || !platform.isEmpty()
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    /** Where relative paths lead: the folder of the terminal, or the person's own where a start menu chose one that can't be written. */
    static Path workingDirectory() {
        Path here = Path.of("").toAbsolutePath();
        return here.getParent() != null && Files.isWritable(here)
                ? here
                : Path.of(System.getProperty("user.home", "."));
    }
}
