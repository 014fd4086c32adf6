package orcareward.recipe;

import java.io.IOException;
import java.util.List;
import orcareward.event.TrainingEvent;

/** Follows a run that goes on, of this process or another. Not for several threads at once. */
@FunctionalInterface
public interface RunTail {
    /**
     * What the run has said since the last call, oldest first; the first call begins with the run's first event. Empty when there
     * is nothing new; a long file comes in parts of some thousand events.
     */
    List<TrainingEvent> next() throws IOException;
}
