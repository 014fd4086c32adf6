package orcareward.data;

import orcareward.config.PromptFormat;
import orcareward.problem.ProblemException;

/**
 * The prompt format that a run uses, and why.
 *
 * @param format never {@link PromptFormat#AUTO}
 * @param reason a sentence for the log
 */
public record ResolvedFormat(PromptFormat format, String reason) {
    /**
     * Decides.
     *
     * @throws ProblemException when rows of this form can't be read in the requested format
     */
    static ResolvedFormat of(PromptFormat requested, RowForm form) {
        return switch (requested) {
            case AUTO -> automatic(form);
            case CHAT -> chat(form);
            case PLAIN -> texts(requested, form, "prompt and response are joined as texts, as prompt_format says.");
            case RESPONSE_ONLY -> texts(requested, form, switch (form) {
                case PROMPT_TEXT ->
                    "only the responses are read, as prompt_format says; the prompt column is left out.";
                case QUESTION_TEXT ->
                    "only the responses are read, as prompt_format says. This is what TRL gives its model"
                            + " for such rows, since it takes nothing but a column called prompt for the prompt.";
                case IMPLICIT_TEXT, PROMPT_MESSAGES, IMPLICIT_MESSAGES, CONVERSATIONS ->
                    "the responses are read as they"
                            + " stand, as prompt_format says.";
            });
        };
    }

    private static ResolvedFormat automatic(RowForm form) {
        return switch (form) {
            case PROMPT_MESSAGES, IMPLICIT_MESSAGES, CONVERSATIONS -> new ResolvedFormat(PromptFormat.CHAT,
                    "chat, since the rows are message lists.");
            case QUESTION_TEXT -> new ResolvedFormat(PromptFormat.CHAT,
                    "chat, since the rows have a question, which becomes the user's turn.");
            case PROMPT_TEXT -> new ResolvedFormat(PromptFormat.PLAIN,
                    "plain, since the rows have a prompt column with texts, which TRL joins to the responses.");
            case IMPLICIT_TEXT -> new ResolvedFormat(PromptFormat.PLAIN,
                    "plain, since chosen and rejected are texts that carry their prompt themselves.");
        };
    }

    private static ResolvedFormat chat(RowForm form) {
        if (form == RowForm.IMPLICIT_TEXT) {
            throw new ProblemException("prompt_format",
                    "chat needs a prompt, and the rows have chosen and rejected alone",
                    "Use plain, or name the prompt's column: column_prompt: ...");
        }
        return new ResolvedFormat(PromptFormat.CHAT, "chat, as prompt_format says.");
    }

    private static ResolvedFormat texts(PromptFormat format, RowForm form, String reason) {
        if (form.isMessages()) {
            throw new ProblemException("prompt_format",
                    format.yamlName() + " needs texts, and the rows are message lists",
                    "Use chat or auto");
        }
        return new ResolvedFormat(format, format.yamlName() + ": " + reason);
    }
}
