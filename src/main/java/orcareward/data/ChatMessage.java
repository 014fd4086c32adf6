package orcareward.data;

import java.util.Map;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, ...
 * @param content the text
 * @param others further fields of the message as plain Java values (String, Number, Boolean, List, Map), for templates that
 *        read them, such as {@code tool_calls}
 */
public record ChatMessage(String role, String content, Map<String, Object> others) {
    /** A message of role and text alone. */
    public ChatMessage(String role, String content) {
        this(role, content, Map.of());
    }
}
