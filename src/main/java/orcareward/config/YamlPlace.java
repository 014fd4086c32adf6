package orcareward.config;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where a setting stands in a text.
 *
 * @param line 1-based line of its name
 * @param from where its value begins, or the place behind the colon when that is on another line
 * @param to behind its value
 */
record YamlPlace(int line, int from, int to) {
    static YamlPlace of(String yaml, ScalarNode key, Node value) {
        int line = key.getStartMark().getLine();
        boolean sameLine = value.getStartMark().getLine() == line;
        int from = sameLine
                ? offset(yaml, value.getStartMark().getIndex())
                : yaml.indexOf(':', offset(yaml, key.getEndMark().getIndex())) + 1;
        return new YamlPlace(line + 1, from, Math.max(from, end(yaml, value)));
    }

    /** Marks count characters of the whole of Unicode. */
    private static int offset(String yaml, int codePoints) {
        return yaml.offsetByCodePoints(0, codePoints);
    }

    /** A block's own end lies behind the comments that follow it: its last scalar's end counts. */
    private static int end(String yaml, Node value) {
        int own = offset(yaml, value.getEndMark().getIndex());
        int nested = switch (value) {
            case SequenceNode sequence -> isFlow(yaml, own)
                    ? own
                    : sequence.getValue().stream().mapToInt(item -> end(yaml, item)).max().orElse(own);
            case MappingNode mapping -> isFlow(yaml, own)
                    ? own
                    : mapping.getValue().stream().map(NodeTuple::getValueNode).mapToInt(item -> end(yaml, item)).max()
                            .orElse(own);
            default -> own;
        };
        int end = nested;
        while (end > 0 && Character.isWhitespace(yaml.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isFlow(String yaml, int end) {
        return end > 0 && "]}".indexOf(yaml.charAt(end - 1)) >= 0;
    }

    /** With another value; a remark behind it keeps its column where there is room. */
    String replaced(String yaml, String value) {
        String before = yaml.substring(0, from);
        String lead = before.endsWith(":") ? " " : "";
        int lineEnd = lineEnd(yaml, to);
        String rest = yaml.substring(to, lineEnd);
        String remark = rest.stripLeading();
        if (remark.startsWith("#")) {
            int lineStart = yaml.lastIndexOf('\n', to - 1) + 1;
            int column = lineEnd - lineStart - remark.length();
            int now = before.length() - (before.lastIndexOf('\n') + 1) + lead.length() + value.length();
            rest = " ".repeat(Math.max(1, column - now)) + remark;
        }
        return before + lead + value + rest + yaml.substring(lineEnd);
    }

    /** With a line behind it. */
    String followedBy(String yaml, String line) {
        int lineEnd = lineEnd(yaml, to);
        return yaml.substring(0, lineEnd) + "\n" + line + (lineEnd == yaml.length() ? "\n" : yaml.substring(lineEnd));
    }

    /** Without its lines. */
    String removed(String yaml) {
        int start = from == 0 ? 0 : yaml.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = lineEnd(yaml, to);
        return yaml.substring(0, start) + yaml.substring(Math.min(yaml.length(), lineEnd + 1));
    }

    private static int lineEnd(String yaml, int from) {
        int end = yaml.indexOf('\n', from);
        return end < 0 ? yaml.length() : end;
    }
}
