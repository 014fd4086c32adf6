package orcareward.engine.lora;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import orcareward.engine.model.Projection;
import orcareward.problem.ProblemException;

/** Which projections get a low-rank update, as PEFT's {@code target_modules} says it. */
public sealed interface LoraTargets {
    /** What PEFT takes for a Llama when nothing is said. */
    static LoraTargets llamaDefault() {
        return new Names(List.of("q_proj", "v_proj"));
    }

    /**
     * Modules whose full name is one of these or ends with a dot and one of these.
     *
     * @param names {@code q_proj}, {@code self_attn.q_proj} or longer
     */
    record Names(List<String> names) implements LoraTargets {
        /** A copy that can't change. */
        public Names {
            names = List.copyOf(names);
        }
    }

    /**
     * Modules whose whole name matches.
     *
     * @param regex a regular expression
     */
    record Regex(String regex) implements LoraTargets {
    }

    /** Every projection. */
    record AllLinear() implements LoraTargets {
    }

    /** A text in PEFT's sense: the word {@code all-linear} or a regular expression. */
    static LoraTargets ofText(String text) {
        return text.toLowerCase(Locale.ROOT).equals("all-linear") ? new AllLinear() : new Regex(text);
    }

    /**
     * The setting {@code lora_target_modules}. TRL hands a single entry to PEFT as a text, so that it may be a regular
     * expression; here the plain name of a projection means that projection all the same.
     */
    static LoraTargets ofSetting(List<String> entries) {
        if (entries.isEmpty()) {
            return llamaDefault();
        }
        Names names = new Names(entries);
        return entries.size() > 1 || Stream.of(Projection.values()).anyMatch(p -> matches(names, p.moduleName(0)))
                ? names
                : ofText(entries.getFirst());
    }

    /**
     * The projections meant, the same in every layer.
     *
     * @param layers how many decoder layers the model has
     * @param where what to name when it can't be: a setting or a file's field
     * @throws ProblemException when nothing matches, or some layers only
     */
    default EnumSet<Projection> match(int layers, String where) {
        Predicate<String> matcher = matcher(this, where);
        EnumSet<Projection> matched = EnumSet.noneOf(Projection.class);
        for (Projection projection : Projection.values()) {
            long hits = Stream.iterate(0, layer -> layer < layers, layer -> layer + 1).map(projection::moduleName)
                    .filter(matcher).count();
            if (hits == layers) {
                matched.add(projection);
            } else if (hits > 0) {
                throw new ProblemException(where, projection.shortName() + " is meant in " + hits + " of " + layers
                        + " layers only", "Name it for all layers: adapters of single layers are not supported");
            }
        }
        if (matched.isEmpty()) {
            throw new ProblemException(where, "nothing in the model is called " + describe(this),
                    "There are " + everyName() + ", or all-linear for all of them");
        }
        return matched;
    }

    private static Predicate<String> matcher(LoraTargets targets, String where) {
        return switch (targets) {
            case AllLinear all -> name -> true;
            case Names names -> name -> matches(names, name);
            case Regex regex -> {
                try {
                    yield Pattern.compile(regex.regex()).asMatchPredicate();
                } catch (PatternSyntaxException e) {
                    throw new ProblemException(where, "the regular expression " + regex.regex() + " is broken: "
                            + e.getDescription(), "Mend it, or give a list of names: " + everyName(), e);
                }
            }
        };
    }

    private static boolean matches(Names names, String moduleName) {
        return names.names().stream().anyMatch(name -> moduleName.equals(name) || moduleName.endsWith("." + name));
    }

    private static String describe(LoraTargets targets) {
        return switch (targets) {
            case AllLinear all -> "all-linear";
            case Names names -> String.join(" or ", names.names());
            case Regex regex -> regex.regex();
        };
    }

    private static String everyName() {
        return String.join(", ", allNames());
    }

    /** Every projection's short name. */
    static List<String> allNames() {
        return Stream.of(Projection.values()).map(Projection::shortName).toList();
    }
}
