package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a run left in its output folder.
 *
 * @param folder the output folder
 * @param lastCheckpoint the checkpoint of the highest step in it, complete or not; null when there is none
 */
public record EarlierRun(Path folder, @Nullable Path lastCheckpoint) {
    /** The settings that a run leaves in its folder, from which it is resumed. */
    public static final String SAVED_CONFIG = "config.yaml";

    /** The run whose output folder this is; empty for a folder that is absent, empty or something else. */
    public static Optional<EarlierRun> in(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(SAVED_CONFIG))) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Path newest = entries.filter(entry -> RunFolder.stepOf(entry).isPresent())
                    .max(Comparator.comparing(entry -> RunFolder.stepOf(entry).orElseThrow())).orElse(null);
            return Optional.of(new EarlierRun(folder, newest));
        }
    }

    /**
     * The saved settings that belong to an output folder or to a checkpoint in it.
     *
     * @throws ProblemException when the folder is no run's
     */
    public static Path savedConfig(Path resume) {
        String remedy = "--resume takes the output folder of an earlier run of this program, or a checkpoint in it";
        if (!Files.isDirectory(resume)) {
            throw new ProblemException(resume.toString(), "there is no such folder", remedy);
        }
        Path saved = (RunFolder.stepOf(resume).isPresent()
                ? resume.resolveSibling(SAVED_CONFIG)
                : resume.resolve(SAVED_CONFIG));
        if (!Files.isRegularFile(saved)) {
            throw new ProblemException(saved.toString(), "there is no such file, so there is no run to go on with",
                    remedy);
        }
        return saved;
    }
}
