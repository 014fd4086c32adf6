package orcareward.recipe;

import java.nio.file.Files;
import java.nio.file.Path;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Files that an option names for results: checked before the work that fills them. */
final class OutputFile {
    private OutputFile() {
    }

    /** Refuses a file that can't be written; null, for an option that wasn't given, is fine. */
    static void requireWritable(@Nullable Path file, String option) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ProblemException(option, file + " is a folder", "Name a file in it");
        }
        if (!Files.isWritable(file.resolveSibling(""))) {
            throw new ProblemException(option, "there is no folder to write " + file + " into",
                    "Create it, or name another file");
        }
    }
}
