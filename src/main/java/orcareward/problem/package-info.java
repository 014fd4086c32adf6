/** Says what is wrong, where, and what to do about it. */
@NullMarked
package orcareward.problem;

import org.jspecify.annotations.NullMarked;
