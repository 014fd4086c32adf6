/** The loop. */
@NullMarked
package orcareward.engine.train;

import org.jspecify.annotations.NullMarked;
