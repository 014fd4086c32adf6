package orcareward.config;

import java.util.List;
import orcareward.problem.ProblemException;

/** Commented configurations to begin from. */
public final class Presets {
    /** The one that is taken when neither a file nor a preset is named. */
    public static final String DEFAULT = "orca-smollm2";
    private static final List<String> NAMES = List.of("demo", DEFAULT, "orca-smollm2-lora");

    private Presets() {
    }

    /** Their names, the quickest to run first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The commented YAML of one.
     *
     * @throws ProblemException when there is none of that name
     */
    public static String yaml(String name) {
        if (!NAMES.contains(name)) {
            String all = "The presets are " + String.join(", ", NAMES);
            throw new ProblemException("--preset " + name, "there is no such preset",
                    Suggestions.nearest(name, NAMES).map(near -> "Did you mean " + near + "? " + all).orElse(all));
        }
        return ConfigKeys.resource(name + ".yaml");
    }
}
