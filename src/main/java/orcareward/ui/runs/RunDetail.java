package orcareward.ui.runs;

import java.io.IOException;
import java.util.List;
import orcareward.event.RunEntry;
import orcareward.problem.ProblemException;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunModel;
import orcareward.recipe.RunSettings;
import orcareward.recipe.RunsRunner;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a run when somebody chooses it.
 *
 * @param settings null when its folder has none that can be read
 * @param models what it has written so far
 */
record RunDetail(RunEntry run, RunCurves curves, @Nullable RunSettings settings, List<RunModel> models) {
    static RunDetail read(RunsRunner runs, RunEntry run) throws IOException {
        return new RunDetail(run, runs.curves(run), settings(runs, run), runs.models(run));
    }

    private static @Nullable RunSettings settings(RunsRunner runs, RunEntry run) throws IOException {
        try {
            return runs.settings(run);
        } catch (ProblemException e) {
            return null; // a folder that is gone or was made by another version still has its row and its curves
        }
    }
}
