/** The package map of ARCHITECTURE.md as a test. */
@NullMarked
package orcareward.architecture;

import org.jspecify.annotations.NullMarked;
