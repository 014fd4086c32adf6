/** Low-rank updates of chosen projections; merging. */
@NullMarked
package orcareward.engine.lora;

import org.jspecify.annotations.NullMarked;
