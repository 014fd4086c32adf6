/** Commands over recipes, exit codes, progress lines. */
@NullMarked
package orcareward.cli;

import org.jspecify.annotations.NullMarked;
