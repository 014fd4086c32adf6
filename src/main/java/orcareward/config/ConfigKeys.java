package orcareward.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every setting there is, read from {@code keys.yaml}: all of TRL's, and our own. */
public final class ConfigKeys {
    private static final Set<String> FIELDS = Set.of("type", "default", "nullable", "above", "at_least", "below",
            "at_most", "choices", "elsewhere", "unit", "ours", "no_effect", "refused", "remedy", "harmless", "also",
            "secret", "help");
    private static final Map<String, ConfigKey> KEYS = load();

    private ConfigKeys() {
    }

    /** All of them, section by section in the form's order. */
    public static List<ConfigKey> all() {
        return List.copyOf(KEYS.values());
    }

    /** The key of that name. */
    public static Optional<ConfigKey> find(String name) {
        return Optional.ofNullable(KEYS.get(name));
    }

    /** The key of a name that is known to exist. */
    static ConfigKey get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no setting " + name));
    }

    /** The name that was probably meant by one that doesn't exist. */
    public static Optional<String> nearest(String name) {
        for (ConfigKey key : KEYS.values()) {
            if (key.alsoCalled().contains(name.replace('-', '_'))) {
                return Optional.of(key.name());
            }
        }
        return Suggestions.nearest(name, KEYS.keySet());
    }

    /** The text of a resource of this package. */
    static String resource(String name) {
        try (@Nullable
        InputStream in = ConfigKeys.class.getResourceAsStream("/orcareward/config/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ConfigKey> load() {
        Map<String, ConfigKey> keys = new LinkedHashMap<>();
        List<RawValue.Entry> sections = YamlText.yamlFile("keys.yaml", resource("keys.yaml"));
        for (ConfigSection section : ConfigSection.values()) {
            for (RawValue.Entry entry : sections) {
                if (entry.key().equals(section.title()) && entry.value() instanceof RawValue.Mapping mapping) {
                    mapping.entries().forEach(key -> keys.put(key.key(), key(section, key)));
                }
            }
        }
        return Collections.unmodifiableMap(keys);
    }

    private static ConfigKey key(ConfigSection section, RawValue.Entry entry) {
        Map<String, @Nullable Object> fields = ValueParser.asMap(known(RawValue.natural(entry.value()), entry.key()));
        if (!FIELDS.containsAll(fields.keySet())) {
            throw new IllegalStateException("keys.yaml: " + entry.key() + " has an unknown field");
        }
        boolean ours = Boolean.TRUE.equals(fields.get("ours"));
        boolean nullable = fields.get("default") == null || Boolean.TRUE.equals(fields.get("nullable"));
        ConfigKey bare = new ConfigKey(entry.key(), section, type(fields), null, nullable, text(fields, "unit"),
                text(fields, "help"), ours ? ConfigKey.Origin.OURS : ConfigKey.Origin.TRL, new ConfigKey.Status.Used(),
                texts(fields, "also"), Boolean.TRUE.equals(fields.get("secret")));
        return new ConfigKey(bare.name(), section, bare.type(), typed(bare, fields.get("default")), nullable,
                bare.unit(), bare.help(), bare.origin(), status(bare, fields), bare.alsoCalled(), bare.secret());
    }

    private static ValueType type(Map<String, @Nullable Object> fields) {
        return switch (text(fields, "type")) {
            case "text" -> new ValueType.Text();
            case "bool" -> new ValueType.Bool();
            case "int" -> new ValueType.Int(range(fields, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "number" ->
                new ValueType.Decimal(range(fields, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
            case "list" -> new ValueType.Texts();
            case "map" -> new ValueType.Mapping();
            case "any" -> new ValueType.Any();
            case "choice" -> new ValueType.Choice(texts(fields, "choices"), texts(fields, "elsewhere"),
                    text(fields, "refused"), text(fields, "remedy"));
            default -> throw new IllegalStateException("keys.yaml: the type " + text(fields, "type") + " is unknown");
        };
    }

    private static ValueType.Range range(Map<String, @Nullable Object> fields, double lowest, double highest) {
        boolean lowOpen = fields.get("above") instanceof Number;
        boolean highOpen = fields.get("below") instanceof Number;
        double low = fields.get(lowOpen ? "above" : "at_least") instanceof Number n ? n.doubleValue() : lowest;
        double high = fields.get(highOpen ? "below" : "at_most") instanceof Number n ? n.doubleValue() : highest;
        return new ValueType.Range(low, lowOpen, high, highOpen);
    }

    private static ConfigKey.Status status(ConfigKey key, Map<String, @Nullable Object> fields) {
        if (fields.containsKey("no_effect")) {
            return new ConfigKey.Status.NoEffect(text(fields, "no_effect"));
        }
        if (!fields.containsKey("refused") || fields.containsKey("elsewhere")) {
            return new ConfigKey.Status.Used();
        }
        List<Object> harmless = new ArrayList<>();
        if (fields.get("harmless") instanceof List<?> values) {
            values.forEach(value -> harmless.add(known(typed(key, value), key.name())));
        }
        return new ConfigKey.Status.RefusedIfSet(text(fields, "refused"), text(fields, "remedy"), harmless);
    }

    private static @Nullable Object typed(ConfigKey key, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return value; // an empty text is a default that can't be written
        }
        return switch (ValueParser.parseType(key, RawValue.of(value))) {
            case ValueParser.Parsed.Good good -> good.value();
            case ValueParser.Parsed.Bad bad ->
                throw new IllegalStateException("keys.yaml: " + key.name() + " " + bad.what());
        };
    }

    private static Object known(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalStateException("keys.yaml: " + name + " lacks a value");
        }
        return value;
    }

    private static String text(Map<String, @Nullable Object> fields, String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    private static List<String> texts(Map<String, @Nullable Object> fields, String field) {
        return fields.get(field) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }
}
