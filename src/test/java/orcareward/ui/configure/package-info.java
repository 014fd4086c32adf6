@NullMarked
package orcareward.ui.configure;

import org.jspecify.annotations.NullMarked;
