package orcareward.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML and JSON to values that remember their lines. */
final class YamlText {
    /** Deeper than any setting; also ends an alias that contains itself. */
    private static final int MAX_DEPTH = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private YamlText() {
    }

    /** The settings of a whole YAML file; {@code where} names it in messages. */
    static List<RawValue.Entry> yamlFile(String where, String text) {
        return entries(where, yaml(where, text));
    }

    /** The settings of a whole JSON file. */
    static List<RawValue.Entry> jsonFile(String where, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return List.of();
            }
            RawValue value = json(where, parser, 0);
            if (parser.nextToken() != null) {
                throw broken(where, parser.currentLocation().getLineNr(), "is not JSON: something follows its end",
                        null);
            }
            return entries(where, value);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw broken(where, line, "is not JSON: " + JsonFault.inWords(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A single value, as it follows the equals sign of {@code --set}. */
    static RawValue yaml(String where, String text) {
        @Nullable
        Node node = node(where, text);
        return node == null ? new RawValue.Scalar("", false) : raw(where, node);
    }

    /** The document with the places of all that is in it; null for an empty one. */
    static @Nullable Node node(String where, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw broken(where, mark == null ? 0 : mark.getLine() + 1, "is not YAML: " + oneLine(e.getProblem()), e);
        } catch (YAMLException e) {
            throw broken(where, 0, "is not YAML: " + oneLine(e.getMessage()), e);
        }
    }

    /** The value of a node. */
    static RawValue raw(String where, Node node) {
        return raw(where, node, 0);
    }

    private static List<RawValue.Entry> entries(String where, RawValue value) {
        return switch (value) {
            case RawValue.Mapping mapping -> mapping.entries();
            case RawValue.Scalar scalar -> {
                if (!scalar.isNull()) {
                    throw notSettings(where);
                }
                yield List.of();
            }
            case RawValue.Sequence sequence -> throw notSettings(where);
        };
    }

    private static ProblemException notSettings(String where) {
        return new ProblemException(where, "holds no settings", "Write one setting a line, as in learning_rate: 1e-5");
    }

    private static RawValue raw(String where, Node node, int depth) {
        int line = node.getStartMark().getLine() + 1;
        checkDepth(where, line, depth);
        return switch (node) {
            case ScalarNode scalar -> new RawValue.Scalar(scalar.getValue(),
                    scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN);
            case SequenceNode sequence -> {
                List<RawValue> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(raw(where, item, depth + 1));
                }
                yield new RawValue.Sequence(items);
            }
            case MappingNode mapping -> {
                List<RawValue.Entry> entries = new ArrayList<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
                    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                        throw broken(where, keyLine, "is not YAML that settings can be read from: a name is a list",
                                null);
                    }
                    entries.add(new RawValue.Entry(key.getValue(), keyLine,
                            raw(where, tuple.getValueNode(), depth + 1)));
                }
                yield new RawValue.Mapping(entries);
            }
            default -> throw new IllegalStateException("an unknown kind of YAML node: " + node.getNodeId());
        };
    }

    private static RawValue json(String where, JsonParser parser, int depth) throws IOException {
        checkDepth(where, parser.currentTokenLocation().getLineNr(), depth);
        JsonToken token = Objects.requireNonNull(parser.currentToken(), "a value was begun");
        if (token == JsonToken.START_ARRAY) {
            List<RawValue> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(json(where, parser, depth + 1));
            }
            return new RawValue.Sequence(items);
        }
        if (token == JsonToken.START_OBJECT) {
            List<RawValue.Entry> entries = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                entries.add(new RawValue.Entry(key, line, json(where, parser, depth + 1)));
            }
            return new RawValue.Mapping(entries);
        }
        return new RawValue.Scalar(parser.getText(), token == JsonToken.VALUE_STRING);
    }

    private static void checkDepth(String where, int line, int depth) {
        if (depth > MAX_DEPTH) {
            throw broken(where, line, "is nested too deeply", null);
        }
    }

    private static ProblemException broken(String where, int line, String what, @Nullable Exception cause) {
        String place = line > 0 ? where + ", line " + line : where;
        String remedy = "Correct it there";
        return cause == null
                ? new ProblemException(place, what, remedy)
                : new ProblemException(place, what, remedy, cause);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "it can't be read" : message.lines().findFirst().orElse("it can't be read").strip();
    }
}
