package orcareward.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import orcareward.config.DeviceChoice;
import orcareward.config.TrainConfig;
import org.jspecify.annotations.Nullable;

/** Makes settings of what a person gave on the command line. */
public interface ConfigLoader {
    /**
     * Valid settings.
     *
     * @param notes what was noticed in them, such as keys without effect here
     */
    record Loaded(TrainConfig config, List<String> notes) {
        /** A copy whose list can't change. */
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Settings of a fresh run: the preset, over it the file, over it the options.
     *
     * @param file YAML or JSON, absolute, or null
     * @param preset a preset's name, or null
     * @param useLora the original's flag: train an adapter
     * @param sets {@code key=value} with values in YAML, in the order given
     * @param outputDir as typed, or null
     * @param overwrite what an earlier run left in the output folder may be removed
     * @param device or null for the settings' own
     * @throws orcareward.problem.ProblemException with everything that is wrong
     */
    Loaded load(@Nullable Path file, @Nullable String preset, boolean useLora, List<String> sets,
            @Nullable String outputDir, boolean overwrite, @Nullable DeviceChoice device) throws IOException;

    /**
     * Settings that a run left in its output folder; only limits, logging, saving, device and threads may be changed.
     *
     * @param savedConfig the run's {@code config.yaml}, absolute
     * @throws orcareward.problem.ProblemException with everything that is wrong
     */
    Loaded loadForResume(Path savedConfig, List<String> sets, @Nullable DeviceChoice device) throws IOException;

    /**
     * A preset as a commented YAML file to begin from.
     *
     * @throws orcareward.problem.ProblemException when there is no such preset; names those there are
     */
    String presetYaml(String preset) throws IOException;
}
