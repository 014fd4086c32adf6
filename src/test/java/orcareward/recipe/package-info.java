/** Tasks, on real folders. */
@NullMarked
package orcareward.recipe;

import org.jspecify.annotations.NullMarked;
