package orcareward.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads settings, and says everything that is wrong with them at once. */
public final class ConfigReader {
    /** What a resumed run may have otherwise than before: limits, logging, saving, device, threads. */
    private static final Set<String> FREE_ON_RESUME = Set.of("max_steps", "num_train_epochs", "logging_strategy",
            "logging_steps", "logging_first_step", "logging_dir", "report_to", "run_name", "save_strategy",
            "save_steps", "save_total_limit", "save_only_model", "save_dtype", "device", "use_cpu", "no_cuda",
            "cpu_threads");

    private ConfigReader() {
    }

    /**
     * What was read.
     *
     * @param config the configuration
     * @param values the values as they are set, without defaults and secrets: null, Boolean, Long, Double, String, List or Map
     * @param notes sentences about what is set without effect, for the log
     */
    public record Result(TrainConfig config, SortedMap<String, @Nullable Object> values, List<String> notes) {
    }

    /**
     * Reads some sources, of which a later one outweighs an earlier one; what none of them sets has TRL's default. Paths stay as
     * they are written.
     *
     * @throws ProblemException with every problem found
     */
    public static Result read(ConfigSource... sources) {
        List<Problem> problems = new ArrayList<>();
        Settings settings = new Settings(problems, sources);
        ConfigRules.check(settings);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Result(ConfigAssembler.assemble(settings), settings.values(), ConfigRules.notes(settings));
    }

    /**
     * The configuration with which a run goes on: the saved one, with other limits, logging, saving, device or threads. A setting that
     * is given as it was is no override.
     *
     * @throws ProblemException naming every setting that would make it another run
     */
    public static Result applyResumeOverrides(TrainConfig saved, ConfigSource... overrides) {
        List<Problem> problems = new ArrayList<>();
        Settings given = new Settings(problems, overrides);
        SortedMap<String, @Nullable Object> before = ConfigWriter.values(saved);
        SortedMap<String, @Nullable Object> after = new TreeMap<>(before);
        given.values().forEach((key, value) -> {
            boolean used = ConfigKeys.get(key).status() instanceof ConfigKey.Status.Used;
            Object was = before.getOrDefault(key, ConfigKeys.get(key).defaultValue());
            if (FREE_ON_RESUME.contains(key)) {
                after.put(key, value);
            } else if (used && !Objects.equals(value, was)) {
                given.report(key, "can't be changed when a run is resumed",
                        "Only limits, logging, saving, device and cpu_threads can; start a new run for the rest");
            }
        });
        if (given.values().get("num_train_epochs") != null && !given.isSet("max_steps")
                && saved.training().maxSteps() > 0) {
            given.report("num_train_epochs", "has no effect while the run's max_steps, "
                    + saved.training().maxSteps() + ", limits it", "Set max_steps as well: -1 takes its limit away");
        }
        if (given.isSet("device") && !given.isSet("use_cpu")) {
            after.put("use_cpu", false);
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        Result result = read(new ConfigSource.Values("", after));
        if (result.config().model().cpuThreads() == saved.model().cpuThreads()) {
            return result;
        }
        List<String> notes = new ArrayList<>(result.notes());
        notes.add("cpu_threads is another than before: the numbers go on the same but for their last digits");
        return new Result(result.config(), result.values(), List.copyOf(notes));
    }
}
