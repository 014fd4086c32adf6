package orcareward.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Settings as YAML that is edited in places: changing one setting leaves every other line as it is, comments included. Values need
 * not be valid; {@link ConfigReader} says what is wrong with them.
 */
public final class SettingsText {
    private final String yaml;
    private final boolean inBraces;
    private final Map<String, Entry> entries;

    /** A setting, where it stands. */
    private record Entry(RawValue value, YamlPlace place) {
    }

    private SettingsText(String yaml, boolean inBraces, Map<String, Entry> entries) {
        this.yaml = yaml;
        this.inBraces = inBraces;
        this.entries = entries;
    }

    /**
     * Reads a text; of a key that is set twice the first counts.
     *
     * @param name what messages call it
     * @throws orcareward.problem.ProblemException when it isn't YAML, with the line
     */
    public static SettingsText parse(String name, String yaml) {
        @Nullable
        Node node = YamlText.node(name, yaml);
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.putIfAbsent(key.getValue(), new Entry(YamlText.raw(name, tuple.getValueNode()),
                            YamlPlace.of(yaml, key, tuple.getValueNode())));
                }
            }
        }
        boolean inBraces = node instanceof MappingNode mapping && yaml.startsWith("{", start(yaml, mapping));
        return new SettingsText(yaml, inBraces, entries);
    }

    private static int start(String yaml, Node node) {
        return yaml.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    /** The whole text. */
    public String yaml() {
        return yaml;
    }

    /** Names of the settings that stand there, known or not. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether a setting stands there. */
    public boolean sets(String key) {
        return entries.containsKey(key);
    }

    /** The 1-based line of a setting, 0 when it isn't there. */
    public int line(String key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.place.line();
    }

    /** What a form's field holds for a setting; empty when it isn't there. */
    public String text(ConfigKey key) {
        Entry entry = entries.get(key.name());
        return entry == null ? "" : FormValue.text(key, entry.value);
    }

    /** The default of a setting as a form's field would hold it. */
    public static String defaultText(ConfigKey key) {
        return key.defaultValue() == null ? "" : FormValue.textOf(key, key.defaultValue());
    }

    /** A setting's value in its key's type, the default when it isn't there; as a text when the key can't take it. */
    public @Nullable Object value(ConfigKey key) {
        Entry entry = entries.get(key.name());
        if (entry == null) {
            return key.defaultValue();
        }
        return ValueParser.parse(key, entry.value) instanceof ValueParser.Parsed.Good good
                ? good.value()
                : FormValue.text(key, entry.value);
    }

    /** The same text with one setting changed, or added behind its neighbours of the same section. */
    public SettingsText with(ConfigKey key, String fieldText) {
        String value = FormValue.yaml(key, fieldText);
        Entry entry = entries.get(key.name());
        if (entry != null) {
            return parse("", entry.place.replaced(yaml, value));
        }
        if (inBraces) {
            return rewritten().with(key, fieldText);
        }
        return parse("", added(key, key.name() + ": " + value));
    }

    private String added(ConfigKey key, String line) {
        Entry before = null;
        boolean passed = false;
        for (ConfigKey other : ConfigKeys.all()) {
            passed |= other.equals(key);
            Entry entry = entries.get(other.name());
            if (entry != null && other.section() == key.section() && (before == null || !passed)) {
                before = entry;
            }
        }
        if (before != null) {
            return before.place.followedBy(yaml, line);
        }
        String body = yaml.isBlank() ? "" : yaml.stripTrailing() + "\n\n";
        return body + "# " + key.section().title() + "\n" + line + "\n";
    }

    /** The same text without a setting, and without what was remarked on its line. */
    public SettingsText without(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return this;
        }
        return inBraces ? rewritten().without(key) : parse("", entry.place.removed(yaml));
    }

    /** With a setting a line: a text in braces can't be added to in place. */
    private SettingsText rewritten() {
        StringBuilder lines = new StringBuilder();
        entries.forEach((key, entry) -> lines.append(ConfigWriter.written(key)).append(": ")
                .append(ConfigWriter.written(RawValue.natural(entry.value))).append('\n'));
        return parse("", lines.toString());
    }
}
