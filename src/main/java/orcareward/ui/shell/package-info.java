/** The window: rail, menus, status bar, theme; the only package that sees all tabs. */
@NullMarked
package orcareward.ui.shell;

import org.jspecify.annotations.NullMarked;
