package orcareward.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import orcareward.files.FileTrouble;
import orcareward.problem.FolderInUseException;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into plain lines and an exit code; stack traces go to the log alone. */
final class Failures {
    private final PrintWriter err;
    private final Path logFile;

    Failures(PrintWriter err, Path logFile) {
        this.err = err;
        this.logFile = logFile;
    }

    /** Says what went wrong while a command ran. */
    int report(Throwable thrown) {
        switch (thrown) {
            case ProblemException problem -> {
                LoggerFactory.getLogger(Failures.class).info("the user's input can't be used", problem);
                problem.problems().stream().map(Problem::toLine).forEach(err::println);
                err.flush();
                return problem instanceof FolderInUseException ? ExitCode.IN_USE : ExitCode.INPUT;
            }
            case InterruptedException interrupted -> {
                LoggerFactory.getLogger(Failures.class).info("interrupted", interrupted);
                return ExitCode.INTERRUPTED;
            }
            case UncheckedIOException unchecked -> {
                return fileTrouble(Objects.requireNonNull(unchecked.getCause(), "has one by its constructor"));
            }
            case IOException io -> {
                return fileTrouble(io);
            }
            case OutOfMemoryError memory -> {
                return failed("Java's heap is too small for this. Give it more, say ORCA_JAVA_OPTS=-Xmx8g", memory);
            }
            default -> {
                return failed("This is a fault of the program; details are in " + logFile, thrown);
            }
        }
    }

    private int fileTrouble(IOException e) {
        return failed("A file could not be read or written: " + FileTrouble.inWords(e) + ". Details are in " + logFile,
                e);
    }

    private int failed(String line, Throwable thrown) {
        LoggerFactory.getLogger(Failures.class).error(line, thrown);
        err.println(line);
        err.flush();
        return ExitCode.FAILED;
    }

    /** Says what is wrong with the command line itself, with near names and where to read on. */
    int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        err.println(e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.INPUT;
    }
}
