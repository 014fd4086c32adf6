package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToLongFunction;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.CheckpointSaved;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.Severity;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.TrainingStarted;

/**
 * Looks at a run's events for what a person would want to know at once: divergence, accuracy that stays at
 * chance, a disk that fills. Each is said once, with what it means and what to do, until it is over.
 */
final class RunWatch implements EventSink {
    /** Weight of the past in the smoothed loss, about the last 20 updates. */
    private static final double SMOOTHING = 0.95;
    private static final int UPDATES_BEFORE_JUDGING = 40;
    /** A smoothed loss this many times its best, and above that of a coin, is divergence. */
    private static final double DIVERGED = 2.0;
    private static final double COIN_LOSS = Math.log(2);
    /** Pairs after which accuracy should have left chance, and share of the run at least. */
    private static final long PAIRS_BEFORE_CHANCE = 1_000;
    private static final double RUN_BEFORE_CHANCE = 0.4;
    private static final long LITTLE_DISK = 1L << 30;

    private final EventSink out;
    private final ToLongFunction<Path> freeBytes;

    private Path outputDir = Path.of("");
    private double pairsPerUpdate;
    private long updates;
    private double smoothed;
    private double best = Double.POSITIVE_INFINITY;
    private boolean diverged;
    private boolean atChance;
    private boolean diskLow;
    private double won;
    private double judged;

    /** Notices go to {@code out}. */
    RunWatch(EventSink out) {
        this(out, RunWatch::usableSpace);
    }

    /** {@code freeBytes} says how much room a folder's disk has. */
    RunWatch(EventSink out, ToLongFunction<Path> freeBytes) {
        this.out = out;
        this.freeBytes = freeBytes;
    }

    @Override
    public void accept(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            outputDir = Path.of(started.outputDir());
            pairsPerUpdate = started.totalSteps() == 0
                    ? 0
                    : started.trainPairs() * started.totalEpochs() / started.totalSteps();
            watchDisk(started.time(), 0);
        } else if (event instanceof StepFinished step) {
            watchLoss(step);
            watchChance(step);
        } else if (event instanceof CheckpointSaved saved) {
            watchDisk(saved.time(), sizeOf(Path.of(saved.path())));
        }
    }

    private void watchLoss(StepFinished step) {
        if (!Double.isFinite(step.loss())) {
            return; // the loop has said so, and has left the update out
        }
        updates++;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * step.loss();
        double unbiased = smoothed / (1 - Math.pow(SMOOTHING, updates));
        if (updates < UPDATES_BEFORE_JUDGING) {
            return;
        }
        best = Math.min(best, unbiased);
        boolean now = unbiased > DIVERGED * best && unbiased > 1.2 * COIN_LOSS;
        if (now && !diverged) {
            say(step.time(), Severity.WARNING, String.format(Locale.ROOT,
                    "The loss rises: %.4f over the last updates, after %.4f at its best. Training diverges; stop it, and begin "
                            + "again with a lower learning_rate or a longer warm-up (warmup_ratio).",
                    unbiased, best));
        }
        diverged = now;
    }

    /** Two standard deviations around one half hold what a coin would give. */
    private void watchChance(StepFinished step) {
        won += step.accuracy() * pairsPerUpdate;
        judged += pairsPerUpdate;
        boolean due = judged >= PAIRS_BEFORE_CHANCE && step.step() >= RUN_BEFORE_CHANCE * step.totalSteps();
        if (!due) {
            return;
        }
        double share = won / judged;
        if (!atChance && Math.abs(share - 0.5) < 1 / Math.sqrt(judged)) {
            say(step.time(), Severity.WARNING, String.format(Locale.ROOT,
                    "Accuracy stays at chance: %.1f %% of the last %,.0f pairs. The model learns nothing from these pairs; look "
                            + "whether the columns chosen and rejected are right, then raise learning_rate or train longer.",
                    share * 100, judged));
            atChance = true;
        }
        won = 0;
        judged = 0;
    }

    private void watchDisk(Instant time, long checkpointBytes) {
        long free = freeBytes.applyAsLong(outputDir);
        boolean low = free >= 0 && free < Math.max(LITTLE_DISK, 2 * checkpointBytes);
        if (low && !diskLow) {
            say(time, Severity.WARNING,
                    "The disk of %s has %s left%s. Make room, or keep fewer checkpoints with save_total_limit."
                            .formatted(outputDir, DoctorRecipe.size(free), checkpointBytes == 0
                                    ? ""
                                    : ", and a checkpoint takes " + DoctorRecipe.size(checkpointBytes)));
        }
        diskLow = low;
    }

    private void say(Instant time, Severity severity, String message) {
        out.accept(new Notice(time, severity, message));
    }

    private static long usableSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return -1; // a file system that doesn't tell
        }
    }

    private static long sizeOf(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // removed meanwhile
        }
    }
}
