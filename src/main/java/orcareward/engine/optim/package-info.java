/** AdamW, gradient clipping, learning-rate schedules. */
@NullMarked
package orcareward.engine.optim;

import org.jspecify.annotations.NullMarked;
