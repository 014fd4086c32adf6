package orcareward.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.event.EventSink;
import orcareward.event.RewardMetrics;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Evaluated;
import orcareward.event.TrainingEvent.Notice;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.event.TrainingEvent.PauseChanged;
import orcareward.event.TrainingEvent.Severity;
import orcareward.event.TrainingEvent.StepFinished;
import orcareward.event.TrainingEvent.StepLogged;
import orcareward.event.TrainingEvent.TrainingFinished;
import orcareward.event.TrainingEvent.TrainingStarted;
import orcareward.problem.ProblemException;
import orcareward.recipe.TrainJob;
import orcareward.recipe.TrainOutcome;
import orcareward.ui.chart.Curve;
import orcareward.ui.chart.Metric;
import orcareward.ui.chart.Series;
import orcareward.ui.fx.Background;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Train tab shows of a run, without a toolkit: the test's thread plays the FX thread, another one the training. */
class TrainViewModelTest {
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Path OUT = Path.of("out").toAbsolutePath();

    private final LinkedBlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final Background background = new Background(fx::add);
    private final Script script = new Script();
    private final TrainViewModel model = new TrainViewModel(script, NoRuns.INSTANCE, background, ZoneOffset.UTC);

    @AfterEach
    void end() throws InterruptedException {
        script.control.discard();
        script.actions.add(Script.END);
        background.close();
    }

    /** A training that does what the test says. */
    private static final class Script implements orcareward.recipe.TrainRunner {
        static final Action END = (events, control) -> new TrainOutcome(OUT, Outcome.STOPPED, 0, null);

        final LinkedBlockingQueue<Action> actions = new LinkedBlockingQueue<>();
        volatile RunControl control = new RunControl();

        interface Action {
            /** Returns how the run ended, or null to go on. */
            @Nullable
            TrainOutcome run(EventSink events, RunControl control) throws IOException, InterruptedException;
        }

        void emits(TrainingEvent... events) {
            actions.add((sink, control) -> {
                List.of(events).forEach(sink::accept);
                return null;
            });
        }

        void ends(Outcome outcome, long step) {
            actions.add((sink, control) -> new TrainOutcome(OUT, outcome, step, OUT.resolve("checkpoint-" + step)));
        }

        @Override
        public TrainOutcome run(TrainJob job, EventSink events, RunControl given)
                throws IOException, InterruptedException {
            control = given;
            while (true) {
                TrainOutcome outcome = actions.take().run(events, given);
                if (outcome != null) {
                    return outcome;
                }
            }
        }
    }

    private static TrainJob job() {
        return new TrainJob(ConfigReader.read(new ConfigSource.Preset("demo")).config(), List.of(), true, null,
                Path.of("").toAbsolutePath());
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            Runnable work = fx.poll(100, TimeUnit.MILLISECONDS);
            if (work != null) {
                work.run();
            }
            assertThat(System.nanoTime()).as("20 seconds have passed").isLessThan(deadline);
        }
    }

    private void untilStage(RunStage stage) throws InterruptedException {
        until(() -> model.stageProperty().get() == stage);
    }

    private void start() throws InterruptedException {
        model.start(job(), "mine");
        script.emits(started(0));
        untilStage(RunStage.TRAINING);
    }

    private static TrainingStarted started(long step) {
        return new TrainingStarted(BEGIN, "id", OUT.toString(), step, 100, 2, 800, 50, 10, 10, "cpu");
    }

    private static StepFinished step(long step, double loss) {
        return new StepFinished(BEGIN.plusSeconds(step), step, 100, step / 50.0, loss, 0.5, 8.4, 660);
    }

    private static Series values(Metric metric) {
        return metric.curves().stream().filter(Curve.Line.class::isInstance).findFirst().orElseThrow().series()
                .getFirst();
    }

    @Test
    void beginsEmpty() {
        assertThat(model.stageProperty().get()).isEqualTo(RunStage.NONE);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void showsStepEpochAndTimeLeft() throws Exception {
        start();
        script.emits(step(50, 0.6));
        until(() -> model.progressProperty().get() == 0.5);
        assertThat(model.shown().whereProperty().get()).isEqualTo("Step 50 of 100   epoch 1.00   11 m 00 s left");
        assertThat(model.shown().paceProperty().get()).isEqualTo("8.40 pairs/s");
        assertThat(model.shortTextProperty().get()).startsWith("mine: Step 50 of 100");
        assertThat(model.busyProperty().get()).isTrue();
    }

    @Test
    void everyUpdateIsAPointOfTheLoss() throws Exception {
        start();
        for (int i = 1; i <= 100; i++) {
            script.emits(step(i, 1.0 / i));
        }
        until(() -> model.progressProperty().get() == 1);
        Series loss = values(model.shown().charts().loss());
        assertThat(loss.size()).isEqualTo(100);
        assertThat(loss.value(1)).isEqualTo(0.5);
        assertThat(loss.seconds(1)).isCloseTo(2, within(1e-9));
    }

    @Test
    void aClockThatIsSetBackDoesNotBendTheCurves() throws Exception {
        start();
        script.emits(step(10, 0.5), new StepFinished(BEGIN.minusSeconds(3600), 11, 100, 0.2, 0.4, 0.5, 1, 1));
        until(() -> model.progressProperty().get() == 0.11);
        Series loss = values(model.shown().charts().loss());
        assertThat(loss.seconds(1)).isGreaterThanOrEqualTo(loss.seconds(0));
    }

    @Test
    void pausesBetweenStepsAndGoesOn() throws Exception {
        start();
        model.pauseOrResume();
        assertThat(script.control.isPaused()).isTrue();
        script.emits(new PauseChanged(BEGIN, 3, true));
        untilStage(RunStage.PAUSED);
        assertThat(model.shown().whereProperty().get()).startsWith("Paused at step");
        model.pauseOrResume();
        assertThat(script.control.isPaused()).isFalse();
        script.emits(new PauseChanged(BEGIN, 3, false));
        untilStage(RunStage.TRAINING);
    }

    @Test
    void stopsAndSaves() throws Exception {
        start();
        model.stopAndSave();
        assertThat(model.stageProperty().get()).isEqualTo(RunStage.ENDING);
        assertThat(script.control.isEndRequested()).isTrue();
        assertThat(script.control.isDiscardRequested()).isFalse();
        script.emits(step(4, 0.5));
        script.ends(Outcome.STOPPED, 4);
        untilStage(RunStage.STOPPED);
        assertThat(model.shown().whereProperty().get()).isEqualTo("Stopped after step 4, saved");
        assertThat(model.shown().lastCheckpoint()).endsWith("checkpoint-4");
        assertThat(model.outputDir()).isEqualTo(OUT);
    }

    @Test
    void discards() throws Exception {
        start();
        model.discard();
        assertThat(script.control.isDiscardRequested()).isTrue();
        script.ends(Outcome.STOPPED, 2);
        untilStage(RunStage.DISCARDED);
    }

    @Test
    void warningsBecomeAlertsUntilTheyAreClosed() throws Exception {
        start();
        script.emits(new Notice(BEGIN, Severity.INFO, "only the log"),
                new Notice(BEGIN, Severity.WARNING, "the loss rises"));
        until(() -> !model.shown().alerts().isEmpty());
        assertThat(model.shown().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.message()).isEqualTo("the loss rises");
            model.shown().close(alert);
        });
        assertThat(model.shown().alerts()).isEmpty();
        assertThat(model.shown().log()).anySatisfy(line -> assertThat(line).isEqualTo("03:04:05  only the log"));
    }

    @Test
    void evaluationsArePointsAndTheSummaryStays() throws Exception {
        start();
        RewardMetrics metrics = new RewardMetrics(0.4, 0.8, 1.2, -1, 0.1, 2);
        script.emits(new StepLogged(BEGIN.plusSeconds(1), 10, 0.2, metrics, 1e-4, 0.9, 1000, 8, 1L << 30),
                new Evaluated(BEGIN.plusSeconds(2), 10, 0.2, metrics, 0.81, 50, 1000, 1, 50, 7),
                new TrainingFinished(BEGIN.plusSeconds(3), 100, 2, Outcome.FINISHED, 0.5, 60, 1, 1, 0),
                new TrainingEvent.RunSummary(BEGIN, OUT.toString(), Map.of("model", Map.of("accuracy", 0.8)),
                        List.of()));
        untilStage(RunStage.EVALUATING);
        script.ends(Outcome.FINISHED, 100);
        untilStage(RunStage.FINISHED);
        assertThat(model.shown().charts().accuracy().curves()).filteredOn(Curve.Points.class::isInstance)
                .singleElement()
                .satisfies(curve -> assertThat(curve.series().getFirst().last()).isEqualTo(0.81));
        assertThat(values(model.shown().charts().memory()).last()).isEqualTo(1L << 30);
        assertThat(model.shown().summaryProperty().get()).isNotNull();
    }

    @Test
    void aRunThatNeverBeganSaysWhy() throws Exception {
        script.actions.add((events, control) -> {
            throw new ProblemException("dataset_name", "there is no such file", "Choose one");
        });
        model.start(job(), "mine");
        untilStage(RunStage.FAILED);
        assertThat(model.shown().failureProperty().get()).isInstanceOf(ProblemException.class);
        assertThat(model.shown().log())
                .anySatisfy(line -> assertThat(line).contains("dataset_name: there is no such file"));
    }

    @Test
    void aFailureOnTheWayIsAnAlertThatStays() throws Exception {
        start();
        script.emits(new TrainingEvent.RunFailed(BEGIN, 7, "out of memory", null));
        script.ends(Outcome.FAILED, 7);
        untilStage(RunStage.FAILED);
        assertThat(model.shown().alerts()).singleElement()
                .satisfies(alert -> assertThat(alert.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void aSecondStartDoesNothingWhileARunGoes() throws Exception {
        start();
        model.start(job(), "another");
        assertThat(model.nameProperty().get()).isEqualTo("mine");
    }

    @Test
    void aNewRunBeginsWithEmptyCharts() throws Exception {
        start();
        script.emits(step(1, 0.5));
        script.ends(Outcome.FINISHED, 1);
        untilStage(RunStage.FINISHED);
        start();
        assertThat(model.shown().charts().isEmpty()).isTrue();
        assertThat(model.shown().alerts()).isEmpty();
    }

    @Test
    void aResumedRunReplacesWhatIsDoneAnew() throws Exception {
        start();
        script.emits(step(1, 0.9), step(2, 0.8), step(3, 0.7), started(1), step(2, 0.5));
        until(() -> values(model.shown().charts().loss()).last() == 0.5);
        Series loss = values(model.shown().charts().loss());
        assertThat(loss.size()).isEqualTo(2);
        assertThat(loss.value(1)).isEqualTo(0.5);
    }

    @Test
    void theLogIsBounded() throws Exception {
        start();
        for (int i = 0; i < 3_000; i++) {
            script.emits(new Notice(BEGIN, Severity.INFO, "line " + i));
        }
        until(() -> model.shown().log().getLast().endsWith("line 2999"));
        assertThat(model.shown().log()).hasSizeLessThanOrEqualTo(2_000);
    }
}
