package orcareward.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.StepFinished;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run's watch says, and what it keeps to itself. */
class RunWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long STEPS = 500;

    private final List<Notice> said = new ArrayList<>();
    private long free = 100L << 30;
    private RunWatch watch;

    @BeforeEach
    void beginRunOfSixteenPairsAnUpdate() {
        watch = new RunWatch(event -> said.add((Notice) event), folder -> free);
        watch.accept(new TrainingEvent.TrainingStarted(NOW, "run", "out", 0, STEPS, 1, 16 * STEPS, 0, 1, 1, "cpu"));
    }

    private void run(long from, long to, LongToDoubleFunction loss, LongToDoubleFunction accuracy) {
        for (long step = from; step <= to; step++) {
            watch.accept(new StepFinished(NOW, step, STEPS, 0, loss.applyAsDouble(step),
                    accuracy.applyAsDouble(step), 1, 1));
        }
    }

    @Test
    void saysNothingOfARunThatLearns() {
        run(1, STEPS, step -> 0.69 - 0.001 * step, step -> 0.5 + 0.0009 * step);
        assertThat(said).isEmpty();
    }

    @Test
    void leavesLossesThatAreNoNumbersToTheLoop() {
        run(1, 100, step -> step % 7 == 0 ? Double.NaN : 0.5, step -> 0.6);
        assertThat(said).isEmpty();
    }

    @Test
    void saysThatTheLossRises() {
        run(1, 300, step -> step < 200 ? 0.4 : 3, step -> 0.7);
        assertThat(said).singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("diverges").contains("warmup_ratio"));
    }

    @Test
    void doesNotCallTheFirstNoisyUpdatesDivergence() {
        run(1, 39, step -> step % 2 == 0 ? 0.1 : 2, step -> 0.7);
        assertThat(said).isEmpty();
    }

    @Test
    void saysThatAccuracyStaysAtChance() {
        run(1, STEPS, step -> 0.69, step -> step % 2 == 0 ? 0.375 : 0.625);
        assertThat(said).singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("chance").contains("columns"));
    }

    @Test
    void waitsWithThatForTwoFifthsOfTheRun() {
        run(1, STEPS * 2 / 5 - 1, step -> 0.69, step -> 0.5);
        assertThat(said).isEmpty();
    }

    @Test
    void saysThatTheDiskFillsAndAgainAfterThereWasRoom() {
        free = 100;
        watch.accept(new TrainingEvent.CheckpointSaved(NOW, 1, "nowhere"));
        watch.accept(new TrainingEvent.CheckpointSaved(NOW, 2, "nowhere"));
        assertThat(said).singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("disk").contains("save_total_limit"));
        free = 100L << 30;
        watch.accept(new TrainingEvent.CheckpointSaved(NOW, 3, "nowhere"));
        free = 100;
        watch.accept(new TrainingEvent.CheckpointSaved(NOW, 4, "nowhere"));
        assertThat(said).hasSize(2);
    }

    @Test
    void keepsQuietWhereTheFileSystemDoesNotTell() {
        free = -1;
        watch.accept(new TrainingEvent.CheckpointSaved(NOW, 1, Path.of("nowhere").toString()));
        assertThat(said).isEmpty();
    }
}
