/** The boundary of the FX thread, and what all tabs share: words, number formats, empty places, problems. */
@NullMarked
package orcareward.ui.fx;

import org.jspecify.annotations.NullMarked;
