package orcareward.config;

import java.util.List;

/** What a key's value may be, and the Java type it is read as. */
public sealed interface ValueType {
    /** True or false, a {@link Boolean}. */
    record Bool() implements ValueType {
    }

    /** A {@link String}. */
    record Text() implements ValueType {
    }

    /** A whole number, a {@link Long}. */
    record Int(Range range) implements ValueType {
    }

    /** Any finite number, a {@link Double}. */
    record Decimal(Range range) implements ValueType {
    }

    /**
     * One of a few words, a {@link String}.
     *
     * @param choices the words
     * @param elsewhere words that TRL knows besides, refused here
     * @param why why those are refused
     * @param remedy what to do instead
     */
    record Choice(List<String> choices, List<String> elsewhere, String why, String remedy) implements ValueType {
        /** A copy whose lists can't change. */
        public Choice {
            choices = List.copyOf(choices);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /** Words, a {@code List<String>}; a single one stands for a list of one. */
    record Texts() implements ValueType {
    }

    /** Names with values, a {@code Map<String, Object>}. */
    record Mapping() implements ValueType {
    }

    /** Whatever YAML may hold. */
    record Any() implements ValueType {
    }

    /**
     * The numbers that are allowed.
     *
     * @param low the lower end
     * @param lowOpen whether the lower end itself is excluded
     * @param high the upper end
     * @param highOpen whether the upper end itself is excluded
     */
    record Range(double low, boolean lowOpen, double high, boolean highOpen) {
        /** Whether a number is allowed. */
        public boolean contains(double value) {
            return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
        }

        /** As it goes on after "must be": {@code at least 0 and below 1}; silent about the largest int. */
        public String inWords() {
            String lower = Double.isInfinite(low) ? "" : (lowOpen ? "above " : "at least ") + Numbers.plain(low);
            String upper = Double.isInfinite(high) || high == Integer.MAX_VALUE
                    ? ""
                    : (highOpen ? "below " : "at most ") + Numbers.plain(high);
            return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " and " + upper;
        }
    }
}
