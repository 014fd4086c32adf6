package orcareward.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads message lists in the names of OpenAI and TRL (role, content) and of ShareGPT (from, value). */
final class Messages {
    private static final Set<String> READ = Set.of("role", "content", "from", "value");
    /** ShareGPT's speakers; every other role keeps its name for the template to judge. */
    private static final Map<String, String> ROLES = Map.of("human", "user", "gpt", "assistant");

    private Messages() {
    }

    /**
     * One side or a prompt.
     *
     * @param value a list of messages, one message, or a text
     * @param role who says it when it is a text
     * @throws ProblemException naming the row when it is none of these
     */
    static List<ChatMessage> of(RowPosition at, String column, @Nullable Object value, String role) {
        return switch (value) {
            case List<?> turns -> {
                List<ChatMessage> messages = new ArrayList<>(turns.size());
                for (Object turn : turns) {
                    messages.add(message(at, column, turn));
                }
                yield List.copyOf(messages);
            }
            case Map<?, ?> turn -> List.of(message(at, column, turn));
            case String text -> List.of(new ChatMessage(role, text));
            case null, default -> throw new ProblemException(at.where(), column + " is " + Values.kind(value)
                    + " where messages are needed", "Give [{\"role\": ..., \"content\": ...}, ...] or remove the row");
        };
    }

    private static ChatMessage message(RowPosition at, String column, @Nullable Object turn) {
        if (!(turn instanceof Map<?, ?> fields)) {
            throw new ProblemException(at.where(),
                    column + " holds " + Values.kind(turn) + " where a message is needed",
                    "Write each message as {\"role\": ..., \"content\": ...}");
        }
        boolean shareGpt = !fields.containsKey("role") && fields.containsKey("from");
        Object role = fields.get(shareGpt ? "from" : "role");
        if (!(role instanceof String speaker)) {
            throw new ProblemException(at.where(), "a message in " + column + " does not say whose it is",
                    "Give each message a role: system, user or assistant");
        }
        Map<String, Object> others = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name instanceof String key && value != null && !READ.contains(key)) {
                others.put(key, value);
            }
        });
        Object content = fields.get(shareGpt ? "value" : "content");
        if (content == null && others.containsKey("tool_calls")) {
            content = "";
        }
        if (!(content instanceof String text)) {
            throw new ProblemException(at.where(), "a message in " + column + " has " + Values.kind(content)
                    + " where its text is needed", "Give the text, \"\" for none, or remove the row");
        }
        return new ChatMessage(ROLES.getOrDefault(speaker, speaker), text, Collections.unmodifiableMap(others));
    }
}
