/** The tab in which a model is trained: what it does now, its curves, what a person should know, and how to pause and end it. */
@NullMarked
package orcareward.ui.train;

import org.jspecify.annotations.NullMarked;
