/** Saves and restores weights, adapter, optimizer, random state and position. */
@NullMarked
package orcareward.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
