/** Rewards to loss and metrics. */
@NullMarked
package orcareward.engine.loss;

import org.jspecify.annotations.NullMarked;
