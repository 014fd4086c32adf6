package orcareward;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import orcareward.cli.CliContext;
import orcareward.cli.ExitCode;
import orcareward.cli.LogFiles;
import orcareward.cli.OrcaCommand;
import orcareward.cli.SignalInterrupts;
import orcareward.files.UserFolder;
import orcareward.ui.shell.Desktop;
import org.jspecify.annotations.NullMarked;

/** Where the program starts; {@code ./orca} runs it. */
@NullMarked
public final class Main {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 60;

    private Main() {
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        // By itself DJL would ask the network for machine metadata and newer natives.
        System.setProperty("ai.djl.offline", "true");
        Path userFolder = UserFolder.ofThisProcess().root();
        // Before the first logger is made: logback reads its properties once.
        Path logFile = startLog(userFolder, List.of(args));
        CliContext context = context(logFile);
        String version = version();
        if (Screen.isWanted(args)) {
            System.exit(desktop(version, userFolder, args));
        }
        int code = OrcaCommand.run(version, context, Wiring.recipes(version, UserFolder.ofThisProcess()),
                Wiring.configLoader(),
                Wiring.eventJson(), args);
        context.out().flush();
        context.err().flush();
        System.exit(code);
    }

    /** Without a command the window opens; with files alone it opens them. */
    private static int desktop(String version, Path userFolder, String[] args) {
        try {
            return Desktop.run(new Desktop.Surroundings(version, userFolder, LogFiles.folder(userFolder),
                    Screen.workingDirectory(), Clock.systemDefaultZone()),
                    Wiring.recipes(version, UserFolder.ofThisProcess()),
                    Wiring.desktopRecipes(UserFolder.ofThisProcess()),
                    Screen.files(args));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (IllegalStateException | UnsatisfiedLinkError | UnsupportedOperationException e) {
            // A display server that is named and can't be reached, libraries of the desktop that are missing.
            org.slf4j.LoggerFactory.getLogger(Main.class).error("no window", e);
            System.err.println(e.getMessage());
            System.err.println("The command line works without a window: see `orca --help`. Details are in "
                    + System.getProperty("orcareward.log.file", "the log"));
            return ExitCode.FAILED;
        }
    }

    private static Path startLog(Path userFolder, List<String> args) {
        long pid = ProcessHandle.current().pid();
        Path file;
        try {
            file = LogFiles.prepare(userFolder, Clock.systemDefaultZone(), pid);
        } catch (IOException e) {
            // A log elsewhere is better than none, and `orca doctor` names the folder that can't be written.
            file = Path.of(System.getProperty("java.io.tmpdir", "."), "orca-reward-studio-" + pid + ".log");
        }
        System.setProperty("orcareward.log.file", file.toString());
        if (args.contains("-v") || args.contains("--verbose")) {
            System.setProperty("orcareward.log.terminal", "INFO");
        }
        return file;
    }

    private static CliContext context(Path logFile) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        // A terminal shows its own encoding; files and pipes get UTF-8 everywhere.
        Charset charset = terminal ? System.out.charset() : StandardCharsets.UTF_8;
        return new CliContext(writer(FileDescriptor.out, charset), writer(FileDescriptor.err, charset),
                new BufferedReader(new InputStreamReader(System.in, charset)), terminal, columns(),
                Path.of("").toAbsolutePath(), System.getProperty("orcareward.command", "./orca"), logFile,
                new SignalInterrupts(), Runtime.getRuntime()::halt, System::nanoTime);
    }

    private static PrintWriter writer(FileDescriptor stream, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), charset), false);
    }

    /** The launcher asks the terminal; Java can't. */
    private static int columns() {
        String told = System.getenv().getOrDefault("ORCA_COLUMNS", "");
        return told.matches("\\d{1,4}") ? Math.max(NARROWEST, Integer.parseInt(told)) : USUAL_WIDTH;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("not in the program: version.properties");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }
}
