package orcareward.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orcareward.data.ChatMessage;
import orcareward.problem.ProblemException;
import orcareward.tokenize.jinja.JinjaException;
import orcareward.tokenize.jinja.JinjaLimits;
import orcareward.tokenize.jinja.JinjaTemplate;
import org.jspecify.annotations.Nullable;

/** How a tokenizer writes a conversation as text. Immutable; renders on several threads at once. */
public final class ChatTemplate {
    /** The function by which a template reads the clock. */
    static final String CLOCK = "strftime_now";

    private final String place;
    private final String source;
    private final JinjaTemplate template;
    private final Map<String, Object> specialTokens;

    private ChatTemplate(String place, String source, Map<String, Object> specialTokens, Clock clock) {
        this.place = place;
        this.source = source;
        this.specialTokens = specialTokens;
        try {
            this.template = JinjaTemplate.parse(source, clock, JinjaLimits.DEFAULT);
        } catch (JinjaException e) {
            throw new ProblemException(place + ", line " + e.line(),
                    "the chat template can't be read: " + e.getMessage(),
                    "Mend it, or give another by chat_template_path", e);
        }
    }

    /**
     * A folder's template: {@code chat_template.jinja}, else {@code chat_template} in {@code tokenizer_config.json}, of several
     * the one named {@code default}.
     *
     * @param specialTokens variables such as {@code bos_token}
     * @param clock what a template's {@code strftime_now} reads
     * @return nothing when the folder has no template
     * @throws ProblemException when there is one that can't be read
     */
    static Optional<ChatTemplate> ofFolder(Path folder, Map<String, Object> specialTokens, Clock clock) {
        Path file = folder.resolve("chat_template.jinja");
        if (Files.isRegularFile(file)) {
            return Optional.of(ofFile(file, specialTokens, clock));
        }
        Path config = folder.resolve("tokenizer_config.json");
        JsonNode templates = JsonFiles.read(config).map(json -> json.get("chat_template")).orElse(null);
        String source = templates == null ? null : defaultOf(templates, config);
        return Optional.ofNullable(source)
                .map(text -> new ChatTemplate(config + ", chat_template", text, specialTokens, clock));
    }

    /** A template file. */
    static ChatTemplate ofFile(Path file, Map<String, Object> specialTokens, Clock clock) {
        try {
            return new ChatTemplate(file.toString(), Files.readString(file), specialTokens, clock);
        } catch (IOException e) {
            throw new ProblemException(file.toString(), "the chat template can't be read",
                    "chat_template_path takes a Jinja file as UTF-8, or the folder of a tokenizer", e);
        }
    }

    /** A template given as text, under the name that messages call it by. */
    public static ChatTemplate ofText(String name, String source, Map<String, Object> specialTokens, Clock clock) {
        return new ChatTemplate(name, source, Map.copyOf(specialTokens), clock);
    }

    private static @Nullable String defaultOf(JsonNode templates, Path config) {
        if (templates.isTextual()) {
            return templates.asText();
        }
        List<String> names = new ArrayList<>();
        for (JsonNode named : templates) {
            if (named.path("name").asText().equals("default")) {
                return named.path("template").asText();
            }
            names.add(named.path("name").asText());
        }
        if (names.isEmpty()) {
            return null;
        }
        throw new ProblemException(config.toString(), "has chat templates called " + String.join(", ", names)
                + ", none of them 'default'", "Give one by chat_template_path");
    }

    /** The template itself. */
    public String source() {
        return source;
    }

    /**
     * A conversation as text, without a prompt for the next turn, as transformers' {@code apply_chat_template} writes it.
     *
     * @throws JinjaException when the template refuses the conversation, or fails on it
     */
    public String render(List<ChatMessage> messages) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(specialTokens);
        variables.put("messages", messages.stream().map(ChatTemplate::plain).toList());
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("add_generation_prompt", false);
        return template.render(variables);
    }

    private static Map<String, Object> plain(ChatMessage message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role());
        fields.put("content", message.content());
        fields.putAll(message.others());
        return fields;
    }

    /** Where the template stands, for messages. */
    String place() {
        return place;
    }
}
