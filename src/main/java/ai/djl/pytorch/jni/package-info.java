/** The one class of ours that must stand in DJL's package, since running a TorchScript method with training on is private to it. */
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
