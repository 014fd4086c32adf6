package orcareward.config;

import java.util.Locale;

/** How a row becomes the text that the model reads; written beside the weights and used again wherever they score. */
public enum PromptFormat {
    /** Decided from the rows' form: {@link #CHAT} for messages and system/question rows, {@link #PLAIN} for a prompt column. */
    AUTO,
    /** The tokenizer's own chat template over system, question and response. */
    CHAT,
    /** Prompt and response joined as strings, EOS appended. */
    PLAIN,
    /** The response alone, EOS appended: what TRL's trainer sees of a row without a {@code prompt} column. */
    RESPONSE_ONLY;

    /** The value as it stands in YAML and on the command line: {@code response_only}. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
