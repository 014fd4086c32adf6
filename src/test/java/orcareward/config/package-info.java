@NullMarked
package orcareward.config;

import org.jspecify.annotations.NullMarked;
