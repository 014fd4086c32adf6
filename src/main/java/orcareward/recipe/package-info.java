/** One class per task, top to bottom: train, evaluate, score, export, doctor. The place to read first. */
@NullMarked
package orcareward.recipe;

import org.jspecify.annotations.NullMarked;
