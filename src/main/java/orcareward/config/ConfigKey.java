package orcareward.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting: what the form, the reader and the documentation know about it.
 *
 * @param name as it stands in YAML
 * @param section where the settings form shows it
 * @param type what its value may be
 * @param defaultValue the value when nothing is set: TRL's, in the Java type of {@link #type}
 * @param nullable whether {@code null} may be set
 * @param unit what a number counts, or empty
 * @param help one sentence
 * @param origin whose key it is
 * @param status what becomes of it here
 * @param alsoCalled names that people write instead, for "did you mean"
 * @param secret whether its value must not be kept, shown or written
 */
public record ConfigKey(String name, ConfigSection section, ValueType type, @Nullable Object defaultValue,
        boolean nullable, String unit, String help, Origin origin, Status status, List<String> alsoCalled,
        boolean secret) {
    /** A copy whose list can't change. */
    public ConfigKey {
        alsoCalled = List.copyOf(alsoCalled);
    }

    /** Whose key it is. */
    public enum Origin {
        /** TRL's, transformers' or PEFT's. */
        TRL,
        /** Our own; TRL passes over it. */
        OURS
    }

    /** What becomes of a key that is set. */
    public sealed interface Status {
        /** It is obeyed. */
        record Used() implements Status {
        }

        /**
         * It is known, and setting it changes nothing here.
         *
         * @param why the reason, as a part of a sentence
         */
        record NoEffect(String why) implements Status {
        }

        /**
         * Values other than the default would change the result in a way that isn't offered here.
         *
         * @param why the reason, as a part of a sentence
         * @param remedy what to do instead
         * @param harmless values that are accepted besides the default
         */
        record RefusedIfSet(String why, String remedy, List<Object> harmless) implements Status {
            /** A copy whose list can't change. */
            public RefusedIfSet {
                harmless = List.copyOf(harmless);
            }
        }
    }
}
