/** Pairs to a batch in which shared prompts appear once and padding not at all. */
@NullMarked
package orcareward.engine.batch;

import org.jspecify.annotations.NullMarked;
