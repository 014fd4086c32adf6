/** "What the model sees": a sequence's tokens, shared by the tabs that show some. */
@NullMarked
package orcareward.ui.tokens;

import org.jspecify.annotations.NullMarked;
