package orcareward.recipe;

import java.util.List;
import orcareward.config.PromptFormat;
import orcareward.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The rewards of a question's responses.
 *
 * @param format in which they were read
 * @param responses in the question's order
 * @param seconds how long tokenizing and computing took
 */
public record ScoreAnswer(PromptFormat format, List<Response> responses, double seconds) {
    /** A copy whose list can't change. */
    public ScoreAnswer {
        responses = List.copyOf(responses);
    }

    /**
     * What became of one response.
     *
     * @param reward NaN when it could not be scored
     * @param seen what the model reads, also when that is too long to be scored; null when there is no text to read
     * @param problem why it has no reward; null when it has
     */
    public record Response(double reward, @Nullable SeenSide seen, @Nullable Problem problem) {
        /** Whether it has a reward. */
        public boolean isScored() {
            return problem == null;
        }
    }
}
