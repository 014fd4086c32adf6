package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orcareward.event.RunEntry;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent;
import orcareward.files.UserFolder;
import orcareward.recipe.RunCurves;
import orcareward.recipe.RunModel;
import orcareward.recipe.RunTail;
import orcareward.recipe.RunsRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of runs shows of a run of {@code orca train}. */
class RunsOfTheCommandLineTest {
    @TempDir
    Path folder;

    @Test
    void aRunOfTheCommandLineIsListedWithItsCurvesModelsAndSettings() throws Exception {
        RealCommandLine orca = new RealCommandLine(folder);
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, folder.resolve("home").toString()), "Linux",
                folder);
        RunsRunner runs = Wiring.desktopRecipes(user).runs();
        orca.pressCtrlCAfterStep(3);
        orca.train();
        RunEntry stopped = only(runs);
        assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
        assertThat(runs.curves(stopped).ofLogged(RunCurves.Logged::step)).containsExactly(1, 2, 3);

        orca.run("train", "--resume", "out", "--device", "cpu", "--json");
        RunEntry finished = only(runs);
        assertThat(finished.state()).isEqualTo(RunState.FINISHED);
        assertThat(finished.metrics()).containsKeys("accuracy", "train_loss");
        RunCurves curves = runs.curves(finished);
        assertThat(curves.ofLogged(RunCurves.Logged::step)).containsExactly(1, 2, 3, 4);
        assertThat(curves.ofEvaluated(RunCurves.Evaluated::step)).containsExactly(2, 4);
        assertThat(curves.ofLogged(RunCurves.Logged::seconds)).isSorted();
        assertThat(curves.logged()).allSatisfy(point -> assertThat(point.memoryBytes()).isPositive());
        assertThat(runs.models(finished)).extracting(RunModel::step).startsWith(4L, 4L);
        assertThat(runs.models(finished).getFirst().isFinal()).isTrue();
        assertThat(runs.settings(finished).values()).containsEntry("max_steps", 4L);
        RunTail tail = runs.tail(finished);
        assertThat(tail.next()).hasAtLeastOneElementOfType(TrainingEvent.RunSummary.class);
        assertThat(tail.next()).isEmpty();
    }

    private static RunEntry only(RunsRunner runs) throws Exception {
        List<RunEntry> all = runs.list(notice -> {
            throw new AssertionError(notice);
        });
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
