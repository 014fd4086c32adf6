package orcareward;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import orcareward.cli.ConfigLoader;
import orcareward.cli.LogFiles;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.DeviceChoice;
import orcareward.config.Presets;
import orcareward.engine.tensor.TorchProbe;
import orcareward.event.TrainingEvent;
import orcareward.files.UserFolder;
import orcareward.recipe.BenchRecipe;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.DoctorRecipe;
import orcareward.recipe.EngineRecipe;
import orcareward.recipe.EstimateRecipe;
import orcareward.recipe.EvaluateRecipe;
import orcareward.recipe.ExportRecipe;
import orcareward.recipe.PreviewRecipe;
import orcareward.recipe.Recipes;
import orcareward.recipe.RunsRecipe;
import orcareward.recipe.ScoreHistory;
import orcareward.recipe.ScoreRecipe;
import orcareward.recipe.ScoreSessionRecipe;
import orcareward.recipe.TrainRecipe;
import orcareward.runlog.EventJson;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The one place that puts the parts together. */
@NullMarked
final class Wiring {
    private Wiring() {
    }

    static Recipes recipes(String version, UserFolder user) {
        Clock clock = Clock.systemDefaultZone();
        return new Recipes(new TrainRecipe(user, clock), new EvaluateRecipe(user, clock),
                new ScoreRecipe(clock),
                new ExportRecipe(clock), new DoctorRecipe(version, new TorchProbe(), places(user.root())),
                new BenchRecipe(clock));
    }

    static DesktopRecipes desktopRecipes(UserFolder user) {
        Clock clock = Clock.systemDefaultZone();
        return new DesktopRecipes(
                new EngineRecipe(new TorchProbe()),
                new PreviewRecipe(user, clock),
                new EstimateRecipe(user, clock, new TorchProbe()),
                new RunsRecipe(user, clock),
                new ScoreSessionRecipe(clock),
                new ScoreHistory(user.root().resolve(ScoreHistory.NAME)));
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
                List<ConfigSource> sources = new ArrayList<>();
                if (preset != null || file == null) {
                    sources.add(new ConfigSource.Preset(preset == null ? Presets.DEFAULT : preset));
                }
                if (file != null) {
                    sources.add(new ConfigSource.File(file));
                }
                if (useLora) {
                    sources.add(ConfigSource.useLora());
                }
                sources.add(new ConfigSource.Assignments(sets));
                if (outputDir != null) {
                    sources.add(ConfigSource.outputDir(outputDir));
                }
                if (overwrite) {
                    sources.add(ConfigSource.overwrite());
                }
                if (device != null) {
                    sources.add(ConfigSource.device(device));
                }
                return loaded(ConfigReader.read(sources.toArray(ConfigSource[]::new)));
            }

            @Override
            public Loaded loadForResume(Path savedConfig, List<String> sets, @Nullable DeviceChoice device) {
                List<ConfigSource> overrides = new ArrayList<>(List.of(new ConfigSource.Assignments(sets)));
                if (device != null) {
                    overrides.add(ConfigSource.device(device));
                }
                return loaded(ConfigReader.applyResumeOverrides(
                        ConfigReader.read(new ConfigSource.File(savedConfig)).config(),
                        overrides.toArray(ConfigSource[]::new)));
            }

            private Loaded loaded(ConfigReader.Result result) {
                return new Loaded(result.config(), result.notes());
            }

            @Override
            public String presetYaml(String preset) {
                return Presets.yaml(preset);
            }
        };
    }

    static Function<TrainingEvent, String> eventJson() {
        return EventJson::toJson;
    }
}
