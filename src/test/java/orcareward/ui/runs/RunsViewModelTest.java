package orcareward.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import orcareward.event.RunState;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.runlog.RegisteredRun;
import orcareward.ui.ByHand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit. */
class RunsViewModelTest {
    @TempDir
    Path folder;
    private final ByHand hand = new ByHand();
    private SomeRuns runs;
    private RunsViewModel model;

    @BeforeEach
    void start() {
        runs = new SomeRuns(folder);
        model = new RunsViewModel(runs.runner(), hand.background(), hand.delay(), hand.delay(),
                Clock.fixed(SomeRuns.NOW, ZoneOffset.UTC));
        model.shown();
        hand.runAll();
    }

    @Test
    void aRowStaysTheSameWhileItsRunGoesOnAndEnds() throws IOException {
        RegisteredRun live = runs.running("live", 10, 1e-3, 50);
        look();
        RunRow row = model.rows().getFirst();
        model.choose(List.of(row));
        hand.runAll();
        assertThat(row.isLive()).isTrue();
        assertThat(row.canGoOn()).isFalse();
        assertThat(model.comparison().details()).hasSize(1);
        int before = points();

        runs.goOn(live, "live", 10, 1e-3, 60, 100);
        runs.finished("later", 1, 1e-3);
        look();
        assertThat(model.rows()).hasSize(2);
        assertThat(model.rows().get(1)).isSameAs(row);
        assertThat(points()).isEqualTo(before + 5);
        assertThat(row.seenProperty().get().loss()).hasSize(10);

        runs.finish(live, "live", 10, Outcome.STOPPED, 100);
        look();
        assertThat(row.run().state()).isEqualTo(RunState.STOPPED);
        assertThat(row.canGoOn()).isTrue();
        assertThat(row.seenProperty().get().duration(SomeRuns.NOW)).isEqualTo(105);
        assertThat(row.seenProperty().get().finalLoss()).isLessThan(0.6931);
    }

    @Test
    void whatIsNotThereIsADashAndAVanishedRunTookAsLongAsItsEventsSay() throws IOException {
        runs.vanished("killed", 60);
        look();
        RunsReader.Seen seen = model.rows().getFirst().seenProperty().get();
        assertThat(seen.run().state()).isEqualTo(RunState.VANISHED);
        assertThat(seen.duration(SomeRuns.NOW)).isEqualTo(110);
        assertThat(model.rows().getFirst().canGoOn()).isTrue();
        Files.delete(runs.folderOf("killed").resolve("events.jsonl"));
        RunsReader.Seen without = new RunsReader(runs.runner()).read().runs().getFirst();
        assertThat(without.finalLoss()).isNaN();
    }

    @Test
    void runsOfOneNameKeepCurvesApart() throws IOException {
        runs.finished("a", 60, 1e-3);
        runs.finished("b", 50, 1e-3);
        look();
        model.changes().rename(model.rows().getLast(), "b");
        hand.runAll();
        assertThat(model.rows()).extracting(row -> row.run().name()).containsExactly("b", "b");
        model.choose(List.copyOf(model.rows()));
        hand.runAll();
        assertThat(model.comparison().charts().metrics().getFirst().curves().stream().map(curve -> curve.name())
                .distinct()).hasSize(4);
        assertThat(model.comparison().differences()).isEmpty();
    }

    @Test
    void theSearchLooksAtEveryWord() throws IOException {
        runs.finished("orca-full", 60, 1e-3);
        runs.vanished("orca-lora", 50);
        look();
        model.searchProperty().set("LORA vanished");
        assertThat(model.found()).extracting(row -> row.run().name()).containsExactly("orca-lora");
        model.searchProperty().set("");
        assertThat(model.found()).hasSize(2);
    }

    @Test
    void deletingSaysWhatFailedAndWhatCanBeUndone() throws IOException {
        runs.running("live", 10, 1e-3, 50);
        runs.finished("done", 60, 1e-3);
        look();
        model.changes().delete(List.of(model.rows().getFirst()));
        hand.runAll();
        assertThat(model.changes().failureProperty().get()).hasMessageContaining("Stop it first");
        model.changes().delete(List.of(model.rows().getLast()));
        assertThat(model.changes().workProperty().get()).isNotNull();
        model.changes().rename(model.rows().getFirst(), "other");
        assertThat(model.changes().failureProperty().get()).hasMessageContaining("being moved");
        hand.runAll();
        assertThat(model.changes().workProperty().get()).isNull();
        assertThat(model.changes().undoableProperty().get()).isNotNull();
        assertThat(model.rows()).hasSize(1);
    }

    private int points() {
        return model.comparison().charts().metrics().getFirst().curves().getFirst().series().getFirst().size();
    }

    private void look() {
        hand.timePasses();
        hand.runAll();
    }
}
