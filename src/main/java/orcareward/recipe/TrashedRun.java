package orcareward.recipe;

import java.time.Instant;
import orcareward.event.RunEntry;

/**
 * A deleted run that can be restored.
 *
 * @param run as it stood
 * @param deleted when
 * @param bytes what its files take
 */
public record TrashedRun(RunEntry run, Instant deleted, long bytes) {
}
