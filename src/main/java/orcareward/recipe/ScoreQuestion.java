package orcareward.recipe;

import java.util.List;
import orcareward.config.PromptFormat;
import org.jspecify.annotations.Nullable;

/**
 * A prompt and responses that shall get rewards.
 *
 * @param system the system message, empty for none
 * @param prompt what the user says
 * @param responses what is scored, in the order of the rewards
 * @param format how they become text; null for what the model was trained with
 */
public record ScoreQuestion(String system, String prompt, List<String> responses, @Nullable PromptFormat format) {
    /** A copy whose list can't change. */
    public ScoreQuestion {
        responses = List.copyOf(responses);
    }
}
