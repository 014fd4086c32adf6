/** The tab Runs: all runs of this user, compared, continued, renamed, deleted. */
@NullMarked
package orcareward.ui.runs;

import org.jspecify.annotations.NullMarked;
