package orcareward.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which column plays which part.
 *
 * @param prompt the column with the prompt, the question or the conversation; null where the sides carry it themselves
 * @param part what {@code prompt} is called among the roles: {@code prompt}, {@code question} or {@code conversations}
 * @param system the system message's column, or null
 * @param margin the margin's column, or null
 */
record ColumnNames(@Nullable String prompt, String part, @Nullable String system, String chosen, String rejected,
        @Nullable String margin) {
    /** Names that mean something without being named in the config; the first that a data set has is its prompt. */
    private static final List<Map.Entry<String, String>> PROMPTS = List.of(Map.entry("prompt", "prompt"),
            Map.entry("conversations", "conversations"), Map.entry("question", "question"),
            Map.entry("input", "question"));
    /** The roles of which a data set has one at most. */
    static final List<String> PROMPT_ROLES = List.of("prompt", "conversations", "question");

    /** Every column that could be read, whatever the data set turns out to have. */
    static Set<String> candidates(Map<String, String> configured) {
        return Stream.concat(configured.values().stream(), Stream.of("prompt", "conversations", "question", "input",
                "system", "chosen", "rejected", "margin")).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Finds the columns.
     *
     * @param where the file, for messages
     * @param found the columns that are there
     * @param configured column names by role from the config
     * @throws ProblemException naming every column that is missing
     */
    static ColumnNames recognise(String where, List<String> found, Map<String, String> configured) {
        List<Problem> problems = new ArrayList<>();
        configured.forEach((role, name) -> {
            if (!found.contains(name)) {
                problems.add(new Problem(where, "there is no column " + name + ", which column_" + role
                        + " names. Found: " + String.join(", ", found), "Correct column_" + role));
            }
        });
        for (String side : List.of("chosen", "rejected")) {
            if (!configured.containsKey(side) && !found.contains(side)) {
                problems.add(new Problem(where, "there is no column " + side + ". Found: " + String.join(", ", found),
                        "Name the column in the configuration: column_" + side + ": ..."));
            }
        }
        List<String> roles = PROMPT_ROLES.stream().filter(configured::containsKey).toList();
        if (roles.size() > 1) {
            problems.add(new Problem("column_" + roles.get(0) + ", column_" + roles.get(1),
                    "only one column can hold the prompt", "Keep one of them"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        Map.Entry<String, String> prompt = prompt(found, configured, roles);
        String part = prompt == null ? "prompt" : prompt.getValue();
        return new ColumnNames(prompt == null ? null : prompt.getKey(), part, system(found, configured, prompt),
                configured.getOrDefault("chosen", "chosen"), configured.getOrDefault("rejected", "rejected"),
                configured.containsKey("margin") || !found.contains("margin") ? configured.get("margin") : "margin");
    }

    private static Map.@Nullable Entry<String, String> prompt(List<String> found, Map<String, String> configured,
            List<String> roles) {
        if (!roles.isEmpty()) {
            return Map.entry(configured.getOrDefault(roles.getFirst(), ""), roles.getFirst());
        }
        return PROMPTS.stream().filter(known -> found.contains(known.getKey())).findFirst().orElse(null);
    }

    /** TRL reads no system column beside a prompt column, so there it counts only when it is named. */
    private static @Nullable String system(List<String> found, Map<String, String> configured,
            Map.@Nullable Entry<String, String> prompt) {
        boolean recognised = found.contains("system") && prompt != null && !prompt.getValue().equals("prompt");
        return configured.containsKey("system") || !recognised ? configured.get("system") : "system";
    }

    /** The columns by the role that they play. */
    Map<String, String> byRole() {
        Map<String, String> roles = new LinkedHashMap<>();
        putIfThere(roles, "system", system);
        putIfThere(roles, part, prompt);
        roles.put("chosen", chosen);
        roles.put("rejected", rejected);
        putIfThere(roles, "margin", margin);
        return roles;
    }

    private static void putIfThere(Map<String, String> roles, String role, @Nullable String column) {
        if (column != null) {
            roles.put(role, column);
        }
    }

    /** The first known prompt column that this row fills, or null. */
    static @Nullable String firstPrompt(RawRow row) {
        return PROMPTS.stream().map(Map.Entry::getKey).filter(name -> row.get(name) != null).findFirst().orElse(null);
    }
}
