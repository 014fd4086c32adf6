/** Writes beside, syncs, renames: a file is whole or not there. Reads JSON field by field. */
@NullMarked
package orcareward.files;

import org.jspecify.annotations.NullMarked;
