package orcareward.ui.configure;

import orcareward.event.EventSink;
import orcareward.event.RunControl;
import orcareward.event.TrainingEvent;
import orcareward.ui.fx.Background;

/** A recipe's events and end, as work in the background knows them. */
final class Work {
    private Work() {
    }

    /** Shows phases and how far they are. */
    static EventSink events(Background.Progress progress) {
        return event -> {
            if (event instanceof TrainingEvent.PhaseStarted phase) {
                progress.at(phase.phase(), -1);
            } else if (event instanceof TrainingEvent.PhaseProgress phase) {
                progress.at(phase.phase(), phase.total() == 0 ? -1 : (double) phase.done() / phase.total());
            }
        };
    }

    /** Stops when the work is cancelled. */
    static RunControl control(Background.Progress progress) {
        RunControl control = new RunControl();
        progress.onCancel(control::stop);
        return control;
    }
}
