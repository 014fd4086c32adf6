/** Immutable settings in TRL's and PEFT's names, read from and written to YAML, validated as a whole. */
@NullMarked
package orcareward.config;

import org.jspecify.annotations.NullMarked;
