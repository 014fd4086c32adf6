package orcareward.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * What surrounds a command.
 *
 * @param out results and progress
 * @param err what went wrong
 * @param in answers to questions
 * @param terminal whether a person sits at both {@code in} and {@code out}
 * @param columns the terminal's width in characters
 * @param workingDirectory what relative paths are relative to, absolute
 * @param programCommand how the person called the program: {@code ./orca}
 * @param logFile where details are
 * @param interrupts how Ctrl-C is heard
 * @param haltNow ends the process at once with the given code
 * @param nanoTime a clock for how often the progress line is drawn
 */
public record CliContext(PrintWriter out, PrintWriter err, BufferedReader in, boolean terminal, int columns,
        Path workingDirectory, String programCommand, Path logFile, Interrupts interrupts,
        IntConsumer haltNow, LongSupplier nanoTime) {
    /** A path as the person gave it, made absolute. */
    public Path resolve(Path path) {
        return workingDirectory.resolve(path).normalize();
    }

    /** A path as the person would type it here: relative where it lies below the working directory, quoted where needed. */
    public String typed(Path path) {
        Path shown = path.startsWith(workingDirectory) && !path.equals(workingDirectory)
                ? workingDirectory.relativize(path)
                : path;
        return Words.quoted(shown.toString());
    }
}
