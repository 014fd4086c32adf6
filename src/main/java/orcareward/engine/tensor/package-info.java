/** Devices, precision, lifetimes, and the ATen operations that DJL lacks. */
@NullMarked
package orcareward.engine.tensor;

import org.jspecify.annotations.NullMarked;
