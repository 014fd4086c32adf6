package orcareward;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import orcareward.cli.ConfigLoader;
import orcareward.cli.LogFiles;
import orcareward.config.DeviceChoice;
import orcareward.engine.tensor.EngineProbe;
import orcareward.event.TrainingEvent;
import orcareward.problem.ProblemException;
import orcareward.recipe.DoctorRecipe;
import orcareward.recipe.Recipes;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The one place that puts the parts together. */
@NullMarked
final class Wiring {
    private Wiring() {
    }

    static Recipes recipes(String version, Path userFolder) {
        EngineProbe probe = () -> new EngineProbe.Findings("", "", "", 0, List.of(), "it is not part of this build");
        return new Recipes((job, events, control) -> {
            throw missing("train");
        }, (job, events) -> {
            throw missing("evaluate");
        }, (job, events) -> {
            throw missing("score");
        }, (job, events) -> {
            throw missing("export");
        }, new DoctorRecipe(version, probe, places(userFolder)));
    }

    private static DoctorRecipe.Places places(Path userFolder) {
        return new DoctorRecipe.Places(System.getenv(), Path.of(System.getProperty("user.home", ".")),
                Path.of("").toAbsolutePath(), userFolder, LogFiles.folder(userFolder));
    }

    static ConfigLoader configLoader() {
        return new ConfigLoader() {
            @Override
            public Loaded load(@Nullable Path file, @Nullable String preset, boolean useLora, List<String> sets,
                    @Nullable String outputDir, boolean overwrite, @Nullable DeviceChoice device) {
                throw missing("settings");
            }

            @Override
            public Loaded loadForResume(Path savedConfig, List<String> sets, @Nullable DeviceChoice device) {
                throw missing("settings");
            }

            @Override
            public String presetYaml(String preset) {
                throw missing("settings");
            }
        };
    }

    static Function<TrainingEvent, String> eventJson() {
        return event -> {
            throw missing("events as JSON");
        };
    }

    private static ProblemException missing(String part) {
        return new ProblemException(part, "this is not part of this build", "Take a newer one");
    }
}
