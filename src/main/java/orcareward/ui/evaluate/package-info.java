/** The tab that compares the rewards of chosen and rejected responses. Start with {@code EvaluateViewModel}. */
@NullMarked
package orcareward.ui.evaluate;

import org.jspecify.annotations.NullMarked;
