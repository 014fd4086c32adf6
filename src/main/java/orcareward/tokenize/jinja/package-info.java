/**
 * Renders chat templates: the subset of Jinja that they use, byte for byte as transformers renders it. Templates come from
 * strangers, so values are a closed set of types of our own (no reflection, no Java object in reach) and work, depth and
 * size are bounded.
 */
@NullMarked
package orcareward.tokenize.jinja;

import org.jspecify.annotations.NullMarked;
