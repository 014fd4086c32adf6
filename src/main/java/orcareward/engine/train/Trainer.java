package orcareward.engine.train;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orcareward.config.TrainingConfig;
import orcareward.engine.evaluate.BatchAverages;
import orcareward.engine.optim.AdamW;
import orcareward.engine.optim.LearningRateSchedule;
import orcareward.engine.tensor.ProcessMemory;
import orcareward.event.EventSink;
import orcareward.event.RewardMetrics;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.Outcome;
import orcareward.tokenize.TokenizedPair;

/** The loop of transformers' {@code Trainer} over packed micro-batches: order, accumulation, clipping, schedule, logs, evaluations. */
public final class Trainer {
    /** So many updates in a row that can't be applied end the run: nothing will come of the next one either. */
    private static final int MOST_LEFT_OUT = 5;
    private static final int MOST_ROWS = 32;

    private final Setup setup;
    private final Data data;
    private final EventSink events;
    private final RunControl control;
    private final InstantSource clock;
    private final Speed speed;

    private Progress progress;
    private int leftOutInARow;

    /**
     * What is trained and how.
     *
     * @param config the loop's settings
     * @param plan updates, epochs
     * @param cadence when to log, evaluate and save
     * @param step one micro-batch
     * @param optimizer the update
     * @param schedule its rate
     * @param evalBatchSize pairs in an evaluation's batch
     */
    public record Setup(TrainingConfig config, TrainingPlan plan, Cadence cadence, MicroStep step, AdamW optimizer,
            LearningRateSchedule schedule, int evalBatchSize) {
    }

    /**
     * Pairs after the length rule.
     *
     * @param train training pairs, each read from the disk when it is asked for
     * @param evaluation held-out pairs, may be empty
     * @param order of an epoch over {@code train}
     */
    public record Data(List<TokenizedPair> train, List<TokenizedPair> evaluation, EpochOrder order) {
    }

    /** Gives the order of an epoch. */
    @FunctionalInterface
    public interface EpochOrder {
        /** Indices of all training pairs, in the order in which the epoch visits them. */
        int[] of(int epoch);
    }

    /** Writes a checkpoint. */
    @FunctionalInterface
    public interface Saver {
        /** Saves the run as it stands between two updates. */
        void save(Progress progress) throws IOException;
    }

    /** Begins at {@code start}: {@link Progress#START}, or what a checkpoint holds. */
    public Trainer(Setup setup, Data data, Progress start, EventSink events, RunControl control, InstantSource clock) {
        this.setup = setup;
        this.data = data;
        this.progress = start;
        this.events = events;
        this.control = control;
        this.clock = clock;
        this.speed = new Speed(clock);
    }

    /**
     * Runs until the last update, or until it is asked to end.
     *
     * @return how it ended; when stopped, a checkpoint has been saved
     */
    public Outcome run(Saver saver) throws IOException, InterruptedException {
        Instant begin = clock.instant();
        long firstStep = progress.step();
        TrainingPlan plan = setup.plan();
        if (firstStep == 0 && setup.cadence().evaluatesAtStart() && !control.isEndRequested()) {
            evaluate();
        }
        int epoch = -1;
        int[] order = {};
        long savedAt = -1;
        boolean evaluatedLast = false;
        while (progress.step() < plan.totalSteps() && !control.isEndRequested()) {
            awaitNotPaused();
            if (control.isEndRequested()) {
                break;
            }
            if (plan.epochOf(progress.step()) != epoch) {
                epoch = plan.epochOf(progress.step());
                order = data.order().of(epoch);
            }
            update(order);
            evaluatedLast = setup.cadence().evaluatesAfter(progress.step());
            if (evaluatedLast) {
                evaluate();
            }
            if (setup.cadence().savesAfter(progress.step())) {
                saver.save(progress);
                savedAt = progress.step();
            }
        }
        boolean finished = progress.step() >= plan.totalSteps();
        if (!finished && !control.isDiscardRequested() && savedAt != progress.step()) {
            saver.save(progress);
        }
        Outcome outcome = finished ? Outcome.FINISHED : Outcome.STOPPED;
        events.accept(summary(outcome, begin, firstStep, evaluatedLast));
        return outcome;
    }

    private void awaitNotPaused() throws InterruptedException {
        if (control.isPaused()) {
            events.accept(new TrainingEvent.PauseChanged(clock.instant(), progress.step(), true));
            control.awaitNotPaused();
            speed.forgetPause();
            events.accept(new TrainingEvent.PauseChanged(clock.instant(), progress.step(), false));
        }
    }

    /** One optimizer update, its log line included. */
    private void update(int[] order) {
        TrainingPlan plan = setup.plan();
        long step = progress.step();
        int update = plan.updateInEpoch(step);
        int batches = plan.batchesIn(update);
        Progress.Gathered since = progress.since();
        long tokens = progress.numTokens();
        double loss = 0;
        double accuracy = 0;
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            List<TokenizedPair> pairs = batch(order, plan.firstBatch(update) + i);
            pairs.forEach(pair -> rows.add(pair.index()));
            RewardMetrics metrics = setup.step().train(pairs, 1.0 / batches, dropoutSeed(step, i));
            since = since.plusBatch(metrics);
            tokens += MicroStep.tokens(pairs);
            loss += metrics.loss() / batches;
            accuracy += metrics.accuracy() / batches;
        }
        double rate = setup.schedule().rate(step);
        double gradNorm = apply(rate, loss);
        boolean applied = Double.isFinite(loss) && Double.isFinite(gradNorm);
        // What was left out is left out of the averages too: one NaN in them would hide all other numbers.
        progress = applied
                ? new Progress(step + 1, tokens, progress.totalLoss() + loss, since.plusUpdate(loss))
                : new Progress(step + 1, tokens, progress.totalLoss(), progress.since());
        speed.updated(plan.pairsIn(update));
        events.accept(new TrainingEvent.StepFinished(clock.instant(), step + 1, plan.totalSteps(),
                plan.epochAfter(step + 1), loss,
                accuracy, speed.pairsPerSecond(), speed.secondsPerUpdate() * (plan.totalSteps() - step - 1)));
        if (setup.cadence().logsAfter(step + 1)) {
            log(rate, gradNorm);
        }
        if (applied) {
            leftOutInARow = 0;
        } else {
            leftOut(step + 1, loss, gradNorm, rows);
        }
    }

    /** An update that can't be computed with is not applied: it would spoil every weight for good. */
    private double apply(double rate, double loss) {
        if (Double.isFinite(loss)) {
            return setup.optimizer().step(rate);
        }
        setup.optimizer().skip();
        return Double.NaN;
    }

    private void leftOut(long step, double loss, double gradNorm, List<Long> rows) {
        leftOutInARow++;
        String what = Double.isFinite(loss) ? "gradient norm is " + gradNorm : "loss is " + loss;
        events.accept(new TrainingEvent.Notice(clock.instant(), TrainingEvent.Severity.WARNING,
                "Step %d was left out, and the weights are as before it: its %s. Its pairs are the rows %s (from 0) of the data set. "
                        .formatted(step, what, some(rows))
                        + "Look at them; lower learning_rate or max_grad_norm when it happens again."));
        if (leftOutInARow >= MOST_LEFT_OUT) {
            throw new NotFiniteException(
                    "the last %d steps were left out since their losses or gradients were no numbers; "
                            .formatted(leftOutInARow) + "begin again with a lower learning_rate, or bf16: false");
        }
    }

    private static String some(List<Long> rows) {
        String first = rows.stream().limit(MOST_ROWS).map(String::valueOf).collect(Collectors.joining(", "));
        return rows.size() <= MOST_ROWS ? first : first + " and " + (rows.size() - MOST_ROWS) + " more";
    }

    private List<TokenizedPair> batch(int[] order, int index) {
        int from = index * setup.plan().batchSize();
        int to = from + Math.min(setup.plan().batchSize(), setup.plan().trainPairs() - from);
        List<TokenizedPair> pairs = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            pairs.add(data.train().get(order[i]));
        }
        return pairs;
    }

    /** A seed for each micro-batch, so that a resumed run drops the same elements. */
    private long dropoutSeed(long step, int batch) {
        return (setup.config().seed() * 1_000_003 + step) * 1_000_003 + batch;
    }

    private void log(double rate, double gradNorm) {
        events.accept(
                new TrainingEvent.StepLogged(clock.instant(), progress.step(), setup.plan().epochAfter(progress.step()),
                        progress.since().average(), rate, gradNorm, progress.numTokens(), speed.pairsPerSecond(),
                        ProcessMemory.residentBytes()));
        progress = new Progress(progress.step(), progress.numTokens(), progress.totalLoss(), Progress.Gathered.NOTHING);
    }

    /** Scores the held-out pairs in their own order. */
    private void evaluate() {
        Instant begin = clock.instant();
        List<TokenizedPair> pairs = data.evaluation();
        BatchAverages averages = new BatchAverages();
        long won = 0;
        int to;
        for (int from = 0; from < pairs.size(); from = to) {
            if (control.isEndRequested()) {
                return; // figures of some pairs must not pass for those of all
            }
            to = from + Math.min(setup.evalBatchSize(), pairs.size() - from); // a sum could be too large for an int
            List<TokenizedPair> batch = List.copyOf(pairs.subList(from, to));
            RewardMetrics metrics = setup.step().score(batch).metrics();
            averages.add(metrics, batch.size());
            won += Math.round(metrics.accuracy() * batch.size());
            events.accept(new TrainingEvent.EvaluationProgress(clock.instant(), progress.step(), averages.pairs(),
                    pairs.size()));
        }
        double seconds = seconds(begin);
        speed.forgetPause();
        events.accept(
                new TrainingEvent.Evaluated(clock.instant(), progress.step(), setup.plan().epochAfter(progress.step()),
                        averages.average(), (double) won / pairs.size(), pairs.size(), progress.numTokens(), seconds,
                        pairs.size() / seconds, averages.batches() / seconds));
    }

    /**
     * The last entry of the log, with transformers' {@code speed_metrics}: samples and steps of the whole run over this run's time.
     * TRL puts into it what has gathered since the last log, unless an evaluation has just dropped that.
     */
    private TrainingEvent.TrainingFinished summary(Outcome outcome, Instant begin, long firstStep,
            boolean evaluatedLast) {
        TrainingPlan plan = setup.plan();
        double seconds = seconds(begin);
        double samples = plan.totalEpochs() * plan.trainPairs();
        double trainLoss = progress.step() == 0 ? 0 : progress.totalLoss() / progress.step();
        long steps = outcome == Outcome.FINISHED ? plan.totalSteps() : progress.step() - firstStep;
        TrainingEvent.Remainder remainder = evaluatedLast || progress.since().batches() == 0
                ? null
                : new TrainingEvent.Remainder(progress.since().average(), progress.numTokens());
        return new TrainingEvent.TrainingFinished(clock.instant(), progress.step(), plan.epochAfter(progress.step()),
                outcome,
                trainLoss, seconds, samples / seconds, steps / seconds, 0, remainder);
    }

    private double seconds(Instant begin) {
        return Math.max(1e-9, Duration.between(begin, clock.instant()).toNanos() / 1e9);
    }

    /** Where the run stands. */
    public Progress progress() {
        return progress;
    }
}
