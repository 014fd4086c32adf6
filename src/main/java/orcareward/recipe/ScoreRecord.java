package orcareward.recipe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scoring, as the history keeps it.
 *
 * @param time when
 * @param models the folders of the models that scored, one or two
 * @param system the system message, empty for none
 * @param prompt what the user says
 * @param responses what was scored
 * @param rewards for each model the responses' rewards; null for a response without one
 */
public record ScoreRecord(Instant time, List<String> models, String system, String prompt, List<String> responses,
        List<List<@Nullable Double>> rewards) {
    /** A copy whose lists can't change. */
    public ScoreRecord {
        models = List.copyOf(models);
        responses = List.copyOf(responses);
        List<List<@Nullable Double>> copies = new ArrayList<>();
        for (List<@Nullable Double> ofModel : rewards) {
            copies.add(Collections.unmodifiableList(new ArrayList<>(ofModel)));
        }
        rewards = Collections.unmodifiableList(copies);
    }

    /** Whether the other one scores the same prompt with the same models: a person changes responses, and the last state counts. */
    boolean isSameTask(ScoreRecord other) {
        return models.equals(other.models) && system.equals(other.system) && prompt.equals(other.prompt);
    }
}
