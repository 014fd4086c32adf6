package orcareward.tokenize;

import java.util.List;
import orcareward.data.ChatMessage;

/** What a response answers, when responses are scored without being pairs. */
public sealed interface Prompt {
    /**
     * Texts.
     *
     * @param system empty for none
     * @param prompt empty for none
     * @param promptColumn whether the prompt is one of TRL's {@code prompt} column, joined to the response as it is, and not a
     *        question
     */
    record Text(String system, String prompt, boolean promptColumn) implements Prompt {
    }

    /** The turns before the response. */
    record Turns(List<ChatMessage> messages) implements Prompt {
        /** A copy that can't change. */
        public Turns {
            messages = List.copyOf(messages);
        }
    }
}
