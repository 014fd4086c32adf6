package orcareward.ui.configure;

/**
 * Something wrong in the YAML.
 *
 * @param line 1-based line; 0 when it concerns what isn't there
 * @param key the setting, or empty
 * @param text what is wrong and what to do, as sentences
 */
public record LineProblem(int line, String key, String text) {
}
