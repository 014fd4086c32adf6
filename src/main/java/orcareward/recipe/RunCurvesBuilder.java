package orcareward.recipe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.event.TrainingEvent.TrainingStarted;
import org.jspecify.annotations.Nullable;

/** Events of a run, one after the other, to {@link RunCurves}. Not for several threads at once. */
public final class RunCurvesBuilder implements EventSink {
    private final List<RunCurves.Logged> logged = new ArrayList<>();
    private final List<RunCurves.Evaluated> evaluated = new ArrayList<>();
    private @Nullable Instant begun;
    private double secondsBefore;

    @Override
    public void accept(TrainingEvent event) {
        if (event instanceof TrainingStarted started) {
            start(started);
        } else if (event instanceof TrainingEvent.StepLogged e) {
            logged.add(new RunCurves.Logged(e.step(), e.epoch(), seconds(e.time()), e.metrics(), e.learningRate(),
                    e.gradNorm(), e.pairsPerSecond(), e.memoryBytes()));
        } else if (event instanceof TrainingEvent.Evaluated e) {
            evaluated.add(new RunCurves.Evaluated(e.step(), e.epoch(), seconds(e.time()), e.metrics(),
                    e.trueAccuracy()));
        }
    }

    /** Steps after the one that the run goes on from are done anew. */
    private void start(TrainingStarted started) {
        logged.removeIf(point -> point.step() > started.startStep());
        evaluated.removeIf(point -> point.step() > started.startStep());
        secondsBefore = curves().seconds();
        begun = started.time();
    }

    private double seconds(Instant time) {
        Instant from = begun;
        return from == null ? secondsBefore : secondsBefore + Duration.between(from, time).toNanos() / 1e9;
    }

    /** The curves so far. */
    public RunCurves curves() {
        return new RunCurves(logged, evaluated);
    }
}
