/** Writes events to files that other tools read. */
@NullMarked
package orcareward.runlog;

import org.jspecify.annotations.NullMarked;
