/** The command line in process, over recipes that only note what they were asked. */
@NullMarked
package orcareward.cli;

import org.jspecify.annotations.NullMarked;
