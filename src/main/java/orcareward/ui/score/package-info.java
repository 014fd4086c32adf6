/** The tab Score: a prompt and responses to rewards, ranked. */
@NullMarked
package orcareward.ui.score;

import org.jspecify.annotations.NullMarked;
