/** Texts to rewards with a loaded model. */
@NullMarked
package orcareward.engine.score;

import org.jspecify.annotations.NullMarked;
