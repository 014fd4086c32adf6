package orcareward.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import orcareward.ui.fx.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message in the system's own list of notifications, by the command that Linux desktops and macOS have for it; elsewhere none. */
final class SystemNotice {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNotice.class);

    private SystemNotice() {
    }

    static void show(String title, String message, Background background) {
        List<String> command = command(System.getProperty("os.name", ""), title, message);
        if (!command.isEmpty()) {
            background.run(title, progress -> start(command), done -> {
            }, failure -> {
            });
        }
    }

    /** The command and its arguments; empty where there is none. */
    static List<String> command(String osName, String title, String message) {
        String system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return List.of("notify-send", "--app-name", title, title, message);
        }
        if (system.startsWith("mac")) {
            // The texts are arguments of the script, never a part of it.
            return List.of("osascript", "-e", "on run argv", "-e",
                    "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run", title,
                    message);
        }
        return List.of();
    }

    private static boolean start(List<String> command) {
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            LOG.info("no system notification: {}", e.getMessage()); // a desktop without that command
            return false;
        }
    }
}
