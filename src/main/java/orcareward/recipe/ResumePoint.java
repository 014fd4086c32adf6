package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orcareward.problem.ProblemException;
import orcareward.runlog.TrainerState;
import org.jspecify.annotations.Nullable;

/**
 * Where a run goes on.
 *
 * @param outputDir the run's folder
 * @param checkpoint its last complete checkpoint, or the one that was named; null when there is none
 */
record ResumePoint(Path outputDir, @Nullable Path checkpoint) {
    /**
     * Finds it in an output folder, or takes a checkpoint in one.
     *
     * @throws ProblemException when the folder is not a run's
     */
    static ResumePoint find(Path given) throws IOException {
        Path path = given.toAbsolutePath().normalize();
        if (RunFolder.stepOf(path).isPresent()) {
            if (!RunFolder.isResumable(path)) {
                throw new ProblemException(path.toString(), "this checkpoint has no optimizer state to go on from",
                        "Resume from another one, or train further with model_name_or_path");
            }
            return new ResumePoint(path.resolveSibling(""), path);
        }
        if (!Files.isRegularFile(path.resolve(EarlierRun.SAVED_CONFIG))) {
            throw new ProblemException(path.toString(), "this isn't a run's output folder: it has no config.yaml",
                    "Give the folder that `orca train` wrote to, or a checkpoint in it");
        }
        List<Path> resumable = RunFolder.checkpoints(path).stream().filter(RunFolder::isResumable).toList();
        return new ResumePoint(path, resumable.isEmpty() ? null : resumable.getLast());
    }

    /**
     * Whether a run of so many steps has nothing left to do: its last step is done and its final model was written. A named
     * checkpoint before the last step is gone on from all the same.
     */
    boolean isFinished(long totalSteps) throws IOException {
        Path state = outputDir.resolve(TrainerState.NAME);
        Optional<Long> step = checkpoint == null ? Optional.of(totalSteps) : RunFolder.stepOf(checkpoint);
        return Files.isRegularFile(state) && step.orElseThrow() >= totalSteps
                && TrainerState.read(state).globalStep() >= totalSteps;
    }
}
