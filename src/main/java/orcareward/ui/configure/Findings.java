package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orcareward.config.ConfigKeys;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.SettingsText;
import orcareward.config.TrainConfig;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What the reader says of a text of settings.
 *
 * @param result the configuration; null while something is wrong
 * @param usable the configuration without the settings that are wrong, for a look at the data meanwhile; null when there is none
 * @param problems in the reader's order
 * @param notes by setting, why it has no effect
 */
record Findings(ConfigReader.@Nullable Result result, @Nullable TrainConfig usable, List<LineProblem> problems,
        Map<String, String> notes) {
    /** How the reader's messages begin. */
    static final String NAME = "YAML";
    private static final Pattern PLACE = Pattern.compile("(?:" + NAME + ", line (\\d+)(?:, )?)?([A-Za-z0-9_]*)");
    private static final Pattern NOTE = Pattern.compile("(?:" + NAME + ", line \\d+, )?(\\w+) (has no effect.*)");

    static Findings of(SettingsText text) {
        try {
            ConfigReader.Result result = read(text);
            return new Findings(result, result.config(), List.of(), notes(result.notes()));
        } catch (ProblemException e) {
            List<LineProblem> problems = new ArrayList<>();
            e.problems().forEach(problem -> problems.add(lineProblem(problem)));
            return new Findings(null, usable(text, problems), problems, Map.of());
        }
    }

    private static ConfigReader.Result read(SettingsText text) {
        return ConfigReader.read(new ConfigSource.Text(NAME, text.yaml()));
    }

    private static @Nullable TrainConfig usable(SettingsText text, List<LineProblem> problems) {
        SettingsText rest = text;
        Set<String> left = new HashSet<>();
        for (LineProblem problem : problems) {
            if (rest.sets(problem.key()) && left.add(problem.key())) {
                rest = rest.without(problem.key());
            }
        }
        try {
            return left.isEmpty() ? null : read(rest).config();
        } catch (ProblemException e) {
            return null; // something is missing: there is nothing to look at yet
        }
    }

    static LineProblem lineProblem(Problem problem) {
        Matcher place = PLACE.matcher(problem.where());
        if (!place.matches()) {
            return new LineProblem(0, "", sentences(problem));
        }
        int line = place.group(1) == null ? 0 : Integer.parseInt(place.group(1));
        String key = place.group(2);
        boolean known = ConfigKeys.find(key).isPresent();
        String text = known || key.isEmpty() ? sentences(problem) : key + ": " + sentences(problem);
        return new LineProblem(line, known ? key : "", text);
    }

    /** As a person reads it beside a field, whose name need not be said again. */
    static String sentences(Problem problem) {
        return problem.remedy().isEmpty()
                ? sentence(problem.what())
                : sentence(problem.what()) + " " + sentence(problem.remedy());
    }

    private static String sentence(String words) {
        String trimmed = words.strip();
        boolean ended = trimmed.endsWith(".") || trimmed.endsWith("?");
        return trimmed.isEmpty()
                ? ""
                : Character.toUpperCase(trimmed.charAt(0)) + trimmed.substring(1) + (ended ? "" : ".");
    }

    private static Map<String, String> notes(List<String> lines) {
        Map<String, String> notes = new HashMap<>();
        for (String line : lines) {
            Matcher note = NOTE.matcher(line);
            if (note.matches()) {
                notes.putIfAbsent(note.group(1), sentence(note.group(2)));
            }
        }
        return notes;
    }
}
