package orcareward.tokenize;

import orcareward.config.PromptFormat;
import orcareward.data.PreferencePair;

/** What {@code prompt_format: auto} means. */
public final class PromptFormats {
    private PromptFormats() {
    }

    /**
     * The format asked for, or the one that rows like this call for: {@code chat} for message lists and for rows with a system
     * message or question, {@code plain} for rows with a {@code prompt} column and for responses that hold their prompt.
     */
    public static PromptFormat resolve(PromptFormat asked, PreferencePair row) {
        if (asked != PromptFormat.AUTO) {
            return asked;
        }
        return switch (row) {
            case PreferencePair.Messages messages -> PromptFormat.CHAT;
            case PreferencePair.Text text -> text.promptColumn() || (text.prompt().isEmpty() && text.system().isEmpty())
                    ? PromptFormat.PLAIN
                    : PromptFormat.CHAT;
        };
    }
}
