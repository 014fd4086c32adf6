/** Writes beside, syncs, renames: a file is whole or not there. */
@NullMarked
package orcareward.files;

import org.jspecify.annotations.NullMarked;
