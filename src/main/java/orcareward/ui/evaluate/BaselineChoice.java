package orcareward.ui.evaluate;

/** Something to compare the model with. */
sealed interface BaselineChoice {
    /** The start model under heads that nobody trained. */
    record Untrained() implements BaselineChoice {
    }

    /** Longer responses win. */
    record Longer() implements BaselineChoice {
    }

    /** Shorter responses win. */
    record Shorter() implements BaselineChoice {
    }

    /** Another model, scored on the same pairs. */
    record Other(ModelChoice model) implements BaselineChoice {
    }
}
