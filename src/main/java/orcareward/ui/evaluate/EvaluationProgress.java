package orcareward.ui.evaluate;

import java.util.List;
import java.util.function.LongSupplier;
import orcareward.event.EventSink;
import orcareward.event.TrainingEvent;
import orcareward.ui.fx.Background.Progress;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/**
 * Turns an evaluation's events into one bar over all its passes, with the time that is left. A phase of known length is a pass over the
 * pairs; everything before (reading, tokenizing) has no length.
 */
final class EvaluationProgress implements EventSink {
    private static final double NANOS = 1e9;

    private final Progress progress;
    private final List<String> subjects;
    private final LongSupplier nanoTime;
    private String phase = "";
    private int pass = -1;
    private long begin;
    private long doneBefore;

    /** {@code subjects} are the passes' names. */
    EvaluationProgress(Progress progress, List<String> subjects, LongSupplier nanoTime) {
        this.progress = progress;
        this.subjects = subjects;
        this.nanoTime = nanoTime;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.PhaseStarted started when pass < 0 -> progress.at(started.phase(), -1);
            case TrainingEvent.PhaseProgress p when p.total() == 0 -> progress.at(
                    Texts.format("evaluate.progress.rows", p.phase(), Formats.count(p.done())), -1);
            case TrainingEvent.PhaseProgress p -> scoring(p);
            default -> {
                // notices are in the log
            }
        }
    }

    private void scoring(TrainingEvent.PhaseProgress p) {
        if (!p.phase().equals(phase)) {
            phase = p.phase();
            pass++;
            begin = nanoTime.getAsLong();
            doneBefore = p.done(); // the first batch also warms up: it would make the time left too long
        }
        String subject = subjects.get(Math.min(pass, subjects.size() - 1));
        double share = (pass + (double) p.done() / p.total()) / subjects.size();
        progress.at(Texts.format("evaluate.progress.pairs", subject, Formats.count(p.done()),
                Formats.count(p.total()), left(p)), share);
    }

    /** The other passes are taken to be as fast as this one. */
    private String left(TrainingEvent.PhaseProgress p) {
        long done = p.done() - doneBefore;
        if (done <= 0) {
            return "";
        }
        long todo = p.total() - p.done() + p.total() * (subjects.size() - 1L - pass);
        double seconds = (nanoTime.getAsLong() - begin) / NANOS * todo / done;
        return Texts.format("evaluate.progress.left", Formats.seconds(seconds));
    }
}
