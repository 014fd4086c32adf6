package orcareward.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orcareward.config.ConfigKey;
import orcareward.config.ConfigKeys;
import orcareward.config.ConfigWriter;
import org.jspecify.annotations.Nullable;

/**
 * A setting that some runs have otherwise than others.
 *
 * @param key as it stands in YAML
 * @param section where the settings form shows it
 * @param help what it does, in one sentence
 * @param values one for each run, as in YAML
 */
public record SettingDifference(String key, String section, String help, List<String> values) {
    /** Where a run's files go and what it is called differs between any two. */
    private static final Set<String> ALWAYS = Set.of("output_dir", "overwrite_output_dir", "run_name", "logging_dir");

    /** A copy whose list can't change. */
    public SettingDifference {
        values = List.copyOf(values);
    }

    /** What differs among the runs, in the form's order; what a run doesn't set counts as the setting's default. */
    public static List<SettingDifference> among(List<RunSettings> runs) {
        List<SettingDifference> differences = new ArrayList<>();
        for (ConfigKey key : ConfigKeys.all()) {
            List<String> values = runs.stream().map(run -> ConfigWriter.written(value(run, key))).toList();
            if (!ALWAYS.contains(key.name()) && new HashSet<>(values).size() > 1) {
                differences.add(new SettingDifference(key.name(), key.section().title(), key.help(), values));
            }
        }
        return List.copyOf(differences);
    }

    private static @Nullable Object value(RunSettings run, ConfigKey key) {
        return run.values().containsKey(key.name()) ? run.values().get(key.name()) : key.defaultValue();
    }
}
