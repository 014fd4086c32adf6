/** Plain records that a run emits. */
@NullMarked
package orcareward.event;

import org.jspecify.annotations.NullMarked;
