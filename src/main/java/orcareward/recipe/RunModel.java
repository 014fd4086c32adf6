package orcareward.recipe;

import java.nio.file.Path;

/**
 * A model that a run has written: the final one in its output folder, or a checkpoint.
 *
 * @param folder where it is, what evaluating and scoring take
 * @param step updates done
 * @param isFinal whether it is the one at the top of the output folder
 * @param resumable whether training can go on from it
 */
public record RunModel(Path folder, long step, boolean isFinal, boolean resumable) {
}
