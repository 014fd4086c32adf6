package orcareward.ui.train;

import java.time.Instant;
import orcareward.event.TrainingEvent.Severity;

/**
 * Something that a person should know about a run, shown above the charts until it is closed.
 *
 * @param time when it was noticed
 * @param severity how loud it is
 * @param message what, what it means, what to do
 */
public record Alert(Instant time, Severity severity, String message) {
}
