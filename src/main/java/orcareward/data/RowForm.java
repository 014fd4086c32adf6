package orcareward.data;

/** How the rows of a data set are laid out; one form holds for all rows. */
public enum RowForm {
    /** Texts: {@code prompt}, {@code chosen}, {@code rejected}. */
    PROMPT_TEXT,
    /** Texts: {@code system} (or none), {@code question} or {@code input}, {@code chosen}, {@code rejected}. */
    QUESTION_TEXT,
    /** Texts: {@code chosen} and {@code rejected} alone, which carry the prompt themselves (TRL's implicit prompt). */
    IMPLICIT_TEXT,
    /** Message lists with the prompt in a column of its own. */
    PROMPT_MESSAGES,
    /** Message lists, each side a whole conversation (TRL's implicit prompt). */
    IMPLICIT_MESSAGES,
    /** A list of {@code conversations} and the two replies (ShareGPT, LLaMA-Factory). */
    CONVERSATIONS;

    /** Whether rows become {@link PreferencePair.Messages}. */
    public boolean isMessages() {
        return switch (this) {
            case PROMPT_TEXT, QUESTION_TEXT, IMPLICIT_TEXT -> false;
            case PROMPT_MESSAGES, IMPLICIT_MESSAGES, CONVERSATIONS -> true;
        };
    }
}
