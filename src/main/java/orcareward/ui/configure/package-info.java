/** The tab Configure: settings as a form and as YAML, a look at the data, what a run will cost. */
@NullMarked
package orcareward.ui.configure;

import org.jspecify.annotations.NullMarked;
