package orcareward.config;

/** What the configuration's records hold by construction; people's mistakes are reported by {@link ConfigReader} before. */
final class Invariant {
    private Invariant() {
    }

    /** Throws IllegalStateException with the sentence when the condition is false. */
    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException(sentence);
        }
    }
}
