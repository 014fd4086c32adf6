/** Chosen against rejected over a split; statistics. */
@NullMarked
package orcareward.engine.evaluate;

import org.jspecify.annotations.NullMarked;
