package orcareward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orcareward.config.PromptFormat;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolvedFormatTest {
    @ParameterizedTest
    @CsvSource({"PROMPT_TEXT, PLAIN, prompt column", "QUESTION_TEXT, CHAT, question",
            "IMPLICIT_TEXT, PLAIN, themselves",
            "PROMPT_MESSAGES, CHAT, message lists", "IMPLICIT_MESSAGES, CHAT, message lists",
            "CONVERSATIONS, CHAT, message lists"})
    void autoFollowsTheRowsAndSaysWhy(RowForm form, PromptFormat expected, String reason) {
        ResolvedFormat format = ResolvedFormat.of(PromptFormat.AUTO, form);
        assertThat(format.format()).isEqualTo(expected);
        assertThat(format.reason()).contains(reason).startsWith(expected.yamlName()).endsWith(".");
    }

    @Test
    void responseOnlySaysWhatTrlDoesToSuchRows() {
        assertThat(ResolvedFormat.of(PromptFormat.RESPONSE_ONLY, RowForm.QUESTION_TEXT).reason()).contains("TRL");
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, PROMPT_MESSAGES", "RESPONSE_ONLY, CONVERSATIONS", "CHAT, IMPLICIT_TEXT"})
    void aFormatThatTheRowsCantTakeIsRefused(PromptFormat requested, RowForm form) {
        assertThatThrownBy(() -> ResolvedFormat.of(requested, form)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("prompt_format: " + requested.yamlName());
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, QUESTION_TEXT", "CHAT, PROMPT_TEXT", "CHAT, PROMPT_MESSAGES", "RESPONSE_ONLY, PROMPT_TEXT"})
    void aFormatThatTheRowsCanTakeIsTaken(PromptFormat requested, RowForm form) {
        assertThat(ResolvedFormat.of(requested, form).format()).isEqualTo(requested);
    }
}
