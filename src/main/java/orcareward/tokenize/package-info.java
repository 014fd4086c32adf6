/** Chat template, EOS, length rule: text to token ids. */
@NullMarked
package orcareward.tokenize;

import org.jspecify.annotations.NullMarked;
