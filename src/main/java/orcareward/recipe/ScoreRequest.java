package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orcareward.config.PromptFormat;
import orcareward.data.ChatMessage;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import orcareward.tokenize.Prompt;

/**
 * One line of {@code orca score}'s input: a prompt with the responses to it.
 *
 * @param row the whole object, which comes back with the rewards added
 * @param prompt what is answered
 * @param responses at least one
 * @param single whether the line has one {@code response}, so that it gets one {@code reward}
 */
record ScoreRequest(ObjectNode row, Prompt prompt, List<String> responses, boolean single) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORMS = "A line is {\"prompt\" or \"messages\" or \"system\" and \"question\", \"responses\": [..]}, or has one \"response\"";

    /**
     * Reads a line.
     *
     * @param where file and line, for messages
     */
    static ScoreRequest parse(String line, String where) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new ProblemException(where, "this isn't JSON: " + JsonFault.inWords(e), FORMS, e);
        }
        if (!(node instanceof ObjectNode row)) {
            throw new ProblemException(where, "this isn't a JSON object", FORMS);
        }
        boolean single = row.hasNonNull("response");
        if (single == row.hasNonNull("responses")) {
            throw new ProblemException(where,
                    single ? "there are both response and responses" : "there is neither responses nor response",
                    FORMS);
        }
        return new ScoreRequest(row, prompt(row, where),
                single
                        ? List.of(text(row.get("response"), where + ", response"))
                        : texts(row.get("responses"), where + ", responses"),
                single);
    }

    private static Prompt prompt(ObjectNode row, String where) {
        if (row.hasNonNull("messages")) {
            return new Prompt.Turns(messages(row.get("messages"), where + ", messages"));
        }
        if (row.path("prompt").isArray()) {
            return new Prompt.Turns(messages(row.get("prompt"), where + ", prompt"));
        }
        String system = row.hasNonNull("system") ? text(row.get("system"), where + ", system") : "";
        if (row.hasNonNull("prompt")) {
            return new Prompt.Text(system, text(row.get("prompt"), where + ", prompt"), true);
        }
        if (row.hasNonNull("question")) {
            return new Prompt.Text(system, text(row.get("question"), where + ", question"), false);
        }
        throw new ProblemException(where, "there is no prompt, messages or question", FORMS);
    }

    private static List<ChatMessage> messages(JsonNode list, String where) {
        if (!list.isArray() || list.isEmpty()) {
            throw new ProblemException(where, "this isn't a list of messages",
                    "A message is {\"role\": \"user\", \"content\": \"..\"}");
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : list) {
            if (!message.path("role").isTextual() || !message.path("content").isTextual()) {
                throw new ProblemException(where, "message " + messages.size() + " has no role and content",
                        "A message is {\"role\": \"user\", \"content\": \"..\"}");
            }
            messages.add(
                    new ChatMessage(message.get("role").textValue(), message.get("content").textValue(), Map.of()));
        }
        return messages;
    }

    private static List<String> texts(JsonNode list, String where) {
        if (!list.isArray() || list.isEmpty()) {
            throw new ProblemException(where, "this isn't a list of texts", FORMS);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            texts.add(text(item, where + "[" + texts.size() + "]"));
        }
        return texts;
    }

    private static String text(JsonNode node, String where) {
        if (!node.isTextual()) {
            throw new ProblemException(where, "this isn't a text", FORMS);
        }
        return node.textValue();
    }

    /** The format in which a prompt of this form is read when nothing is said: TRL's. */
    PromptFormat automaticFormat() {
        return prompt instanceof Prompt.Text text && text.promptColumn() ? PromptFormat.PLAIN : PromptFormat.CHAT;
    }

    /** The line with its rewards. */
    String answered(float[] rewards) {
        ObjectNode answered = row.deepCopy();
        if (single) {
            answered.put("reward", rewards[0]);
        } else {
            var list = answered.putArray("rewards");
            for (float reward : rewards) {
                list.add(reward);
            }
        }
        return answered.toString();
    }
}
