package orcareward.tokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orcareward.config.PromptFormat;
import orcareward.data.ChatMessage;
import orcareward.problem.ProblemException;
import orcareward.tokenize.jinja.JinjaException;

/** Prompt and response to one text, as TRL's {@code RewardTrainer} joins them. */
final class SideComposer {
    private static final String BLANK_LINE = "\n\n";

    private final String folder;
    private final Optional<ChatTemplate> template;
    private final Optional<String> eos;

    SideComposer(String folder, Optional<ChatTemplate> template, Optional<String> eos) {
        this.folder = folder;
        this.template = template;
        this.eos = eos;
    }

    /** Fails when the tokenizer lacks what a format needs. */
    void require(PromptFormat format) {
        switch (format) {
            case CHAT -> template();
            case PLAIN, RESPONSE_ONLY -> eos();
            case AUTO -> throw new IllegalStateException("the prompt format must be decided before texts are made");
        }
    }

    /** One side of texts. {@code place} says which row it is when something is wrong with it. */
    SideText text(Prompt.Text prompt, String response, PromptFormat format, String place) {
        return switch (format) {
            case CHAT -> chat(turns(prompt, response, place), place);
            case PLAIN -> new SideText(plainPrompt(prompt) + withEos(response), true);
            case RESPONSE_ONLY -> new SideText(withEos(response), true);
            case AUTO -> throw new IllegalStateException("the prompt format must be decided before texts are made");
        };
    }

    /** One side of messages, which only a chat template can write. */
    SideText messages(List<ChatMessage> prompt, List<ChatMessage> response, PromptFormat format, String place) {
        if (format != PromptFormat.CHAT) {
            throw new ProblemException(place, "message lists can't be written as " + format.yamlName(),
                    "Use prompt_format: chat");
        }
        List<ChatMessage> all = new ArrayList<>(prompt);
        all.addAll(response);
        return chat(all, place);
    }

    private SideText chat(List<ChatMessage> messages, String place) {
        ChatTemplate template = template();
        try {
            return new SideText(template.render(messages), false);
        } catch (JinjaException e) {
            boolean refused = e.kind() == JinjaException.Kind.RAISED;
            throw new ProblemException(place, "the chat template (" + template.place() + ", line " + e.line() + ") "
                    + (refused ? "refuses it: " : "fails on it: ") + e.getMessage(),
                    refused
                            ? "Mend the row's turns, or give another template by chat_template_path"
                            : "Give another template by chat_template_path",
                    e);
        }
    }

    private static List<ChatMessage> turns(Prompt.Text prompt, String response, String place) {
        if (prompt.system().isEmpty() && prompt.prompt().isEmpty() && !prompt.promptColumn()) {
            throw new ProblemException(place, "has a response but no prompt, so there are no turns for a chat template",
                    "Use prompt_format: plain, or name the prompt's column");
        }
        List<ChatMessage> turns = new ArrayList<>();
        if (!prompt.system().isEmpty()) {
            turns.add(new ChatMessage("system", prompt.system()));
        }
        turns.add(new ChatMessage("user", prompt.prompt()));
        turns.add(new ChatMessage("assistant", response));
        return turns;
    }

    private static String plainPrompt(Prompt.Text prompt) {
        String question = prompt.promptColumn() ? prompt.prompt() : followed(prompt.prompt());
        return followed(prompt.system()) + question;
    }

    private static String followed(String part) {
        return part.isEmpty() ? "" : part + BLANK_LINE;
    }

    private String withEos(String response) {
        String end = eos();
        return response.endsWith(end) ? response : response + end;
    }

    private String eos() {
        return eos.orElseThrow(() -> new ProblemException(folder,
                "its tokenizer has no EOS token, which plain texts end with", "Name one by eos_token"));
    }

    private ChatTemplate template() {
        return template.orElseThrow(() -> new ProblemException(folder, "its tokenizer has no chat template",
                "Give one by chat_template_path (a Jinja file or another tokenizer's folder), or use prompt_format: plain"));
    }
}
