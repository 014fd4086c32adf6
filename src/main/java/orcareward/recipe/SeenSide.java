package orcareward.recipe;

import java.util.List;

/**
 * One sequence as the model reads it: a prompt with one response.
 *
 * @param tokens all of them, in order
 * @param shared how many of the first it has in common with what it is compared to; they are computed once
 * @param scored index of the token at which the reward is read; what stands after it can't move the reward
 */
public record SeenSide(List<SeenToken> tokens, int shared, int scored) {
    /** A copy whose list can't change. */
    public SeenSide {
        tokens = List.copyOf(tokens);
    }
}
