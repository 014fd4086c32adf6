/** The decoder (Llama now, other families later) and the score head. */
@NullMarked
package orcareward.engine.model;

import org.jspecify.annotations.NullMarked;
