package orcareward.ui.configure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.ConfigWriter;
import orcareward.config.Presets;
import orcareward.config.TrainConfig;
import orcareward.files.AtomicFiles;
import orcareward.files.OutputFolder;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.recipe.EarlierRun;
import orcareward.recipe.EstimateRunner;
import orcareward.recipe.PreviewRows;
import orcareward.recipe.PreviewRunner;
import orcareward.recipe.TrainJob;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The tab Configure: which settings are open, whether they are saved, and the way from them to a run. */
public final class ConfigureViewModel {
    /** Stands for TRL's defaults among the presets' names. */
    static final String NO_PRESET = "";
    private static final Pattern OF_PRESET = Pattern.compile("\\A# Preset \"([^\"]+)\"");

    private final Parts parts;
    private final SettingsModel settings = new SettingsModel();
    private final DataViewModel data;
    private final EstimateViewModel estimate;
    private final ReadOnlyStringWrapper preset = new ReadOnlyStringWrapper(NO_PRESET);
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private String saved = "";

    /**
     * What it works with.
     *
     * @param calm how long nothing must change before the data are looked at
     * @param remember hears of files that were opened or saved
     */
    public record Parts(PreviewRunner preview, EstimateRunner estimate, Background background, FileDialogs dialogs,
            ConfigureQuestions questions, Starter starter, Path workingDirectory, Duration calm,
            Consumer<Path> remember) {
    }

    /** The default preset, until something is opened. */
    public ConfigureViewModel(Parts parts) {
        this.parts = parts;
        data = new DataViewModel(parts.preview(), parts.background(), parts.workingDirectory(), parts.calm(),
                settings::sayMissing);
        estimate = new EstimateViewModel(parts.estimate(), parts.background(), parts.workingDirectory());
        settings.yamlProperty().subscribe(now -> dirty.set(!now.equals(saved)));
        settings.versionProperty().subscribe(now -> follow());
        data.reportProperty().subscribe(now -> follow());
        data.rowsProperty().subscribe(now -> blocked.set(reason()));
        data.failureProperty().subscribe(now -> blocked.set(reason()));
        data.readFailureProperty().subscribe(now -> blocked.set(reason()));
        estimate.failureProperty().subscribe(now -> blocked.set(reason()));
        parts.starter().busy().subscribe(now -> follow());
        show(Presets.yaml(Presets.DEFAULT), Presets.DEFAULT, null);
    }

    /** The settings. */
    public SettingsModel settings() {
        return settings;
    }

    /** The look at the data. */
    public DataViewModel data() {
        return data;
    }

    /** What the run will cost. */
    public EstimateViewModel estimate() {
        return estimate;
    }

    /** What the settings are compared to: a preset's name, or empty for TRL's defaults. */
    public ReadOnlyStringProperty presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /** The file that is open, or null. */
    public ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** Whether there is something to save. */
    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Why no training can begin now, a sentence or two; empty when one can. */
    public ReadOnlyStringProperty blockedProperty() {
        return blocked.getReadOnlyProperty();
    }

    /** Why a file could not be opened or saved, or a run not begun; null when all is well. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    private void follow() {
        TrainConfig usable = settings.usable();
        data.follow(usable);
        ConfigReader.Result result = settings.result();
        estimate.follow(result == null ? null : result.config(), data.reportProperty().get());
        blocked.set(reason());
    }

    private String reason() {
        LineProblem broken = settings.brokenProperty().get();
        if (broken != null) {
            return Texts.format("configure.blocked.yaml", broken.text());
        }
        List<LineProblem> problems = settings.problems();
        if (!problems.isEmpty()) {
            LineProblem first = problems.getFirst();
            String one = first.key().isEmpty() ? first.text() : first.key() + ": " + first.text();
            return problems.size() == 1 ? one : Texts.format("configure.blocked.problems", problems.size(), one);
        }
        if (parts.starter().busy().get()) {
            return Texts.get("configure.blocked.busy");
        }
        return unusable().map(why -> Texts.format("configure.blocked.data", why.toLine())).orElse("");
    }

    /** What a run would fail on as well, as far as the look at model and data has found. */
    private Optional<Problem> unusable() {
        PreviewRows rows = data.rowsProperty().get();
        return Stream.of(data.failureProperty().get(), rows == null ? null : rows.problem(),
                data.readFailureProperty().get(), estimate.failureProperty().get()).filter(Objects::nonNull)
                .filter(ProblemException.class::isInstance).map(ProblemException.class::cast)
                .map(e -> e.problems().getFirst()).findFirst();
    }

    /** The first setting that needs attention; empty when none does. */
    public Optional<String> firstProblem() {
        return settings.problems().stream().map(LineProblem::key).filter(key -> !key.isEmpty()).findFirst();
    }

    // --- which settings

    /** Takes a preset, by its name, or TRL's defaults, after a question when there are changes. */
    public void choosePreset(String name) {
        ifMayLeave(
                () -> show(name.equals(NO_PRESET) ? Texts.get("configure.new.yaml") : Presets.yaml(name), name, null));
    }

    /** Begins with the default preset. */
    public void newConfiguration() {
        choosePreset(Presets.DEFAULT);
    }

    /** Asks for a file. */
    public void askToOpen() {
        parts.dialogs().open(Texts.get("configure.open.title"), near(), kind()).ifPresent(this::open);
    }

    /** Opens a YAML or JSON file, after a question when there are changes. */
    public void open(Path path) {
        ifMayLeave(() -> parts.background().run(Texts.get("configure.open.title"), progress -> read(path), yaml -> {
            show(yaml, presetOf(yaml), isJson(path) ? null : path);
            parts.remember().accept(path);
        }, failure::set));
    }

    private static String read(Path path) throws IOException {
        if (isJson(path)) { // JSON has no remarks to keep; from here on it is YAML
            return ConfigWriter.toYaml(ConfigReader.read(new ConfigSource.File(path)).values());
        }
        String text = Files.readString(path, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    private static boolean isJson(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static String presetOf(String yaml) {
        Matcher named = OF_PRESET.matcher(yaml);
        return named.find() && Presets.names().contains(named.group(1)) ? named.group(1) : NO_PRESET;
    }

    private void show(String yaml, String presetName, @Nullable Path from) {
        failure.set(null);
        preset.set(presetName);
        file.set(from);
        saved = yaml;
        settings.load(yaml, presetName.equals(NO_PRESET) ? "" : Presets.yaml(presetName));
        dirty.set(false);
        data.again(settings.usable());
    }

    // --- saving

    /** Saves to the file that is open, or asks for one. */
    public void save() {
        save(() -> {
        });
    }

    private void save(Runnable then) {
        Path open = file.get();
        if (open != null) {
            write(open, then);
        } else {
            saveAs(then);
        }
    }

    /** Asks for a file and saves there. */
    public void saveAs() {
        saveAs(() -> {
        });
    }

    private void saveAs(Runnable then) {
        parts.dialogs().save(Texts.get("configure.saveas.title"), near(), "config.yaml", kind())
                .ifPresent(path -> write(path, then));
    }

    private void write(Path path, Runnable then) {
        String yaml = settings.yamlProperty().get();
        parts.background().run(Texts.get("configure.save"), progress -> {
            AtomicFiles.writeString(path, yaml);
            return path;
        }, written -> {
            failure.set(null);
            file.set(written);
            saved = yaml;
            dirty.set(!settings.yamlProperty().get().equals(saved));
            parts.remember().accept(written);
            then.run();
        }, failure::set);
    }

    private @Nullable Path near() {
        Path open = file.get();
        return open == null ? parts.workingDirectory() : open.getParent();
    }

    private static FileDialogs.Kind kind() {
        return new FileDialogs.Kind(Texts.get("configure.kind"), "*.yaml", "*.yml", "*.json");
    }

    /** Runs {@code then} at once, or after the changes were saved or given up; not at all when the person stays. */
    public void ifMayLeave(Runnable then) {
        if (!dirty.get()) {
            then.run();
            return;
        }
        switch (parts.questions().unsaved(name())) {
            case SAVE -> save(then);
            case FORGET -> then.run();
            case CANCEL -> {
            }
        }
    }

    /** What the settings are called: their file's name, or the run's. */
    public String name() {
        Path open = file.get();
        return open == null ? runName() : String.valueOf(open.getFileName());
    }

    private String runName() {
        String name = settings.field("run_name").effectiveText();
        String output = settings.field("output_dir").effectiveText();
        return !name.isEmpty() ? name : output.isEmpty() ? Texts.get("configure.unnamed") : output;
    }

    // --- starting

    /** Begins the run, after a question when something is in its output folder. */
    public void start() {
        ConfigReader.Result result = settings.result();
        if (result == null || !blocked.get().isEmpty()) {
            return;
        }
        failure.set(null);
        TrainConfig config = result.config();
        String output = config.output().outputDir();
        Path folder = parts.workingDirectory().resolve(output);
        boolean replace = config.output().overwriteOutputDir();
        parts.background().run(Texts.get("configure.start"), progress -> new Target(OutputFolder.isOccupied(folder),
                EarlierRun.in(folder).isPresent(), free(output)), target -> {
                    if (replace || !target.occupied()) {
                        begin(result, replace);
                    } else {
                        ask(result, folder, target);
                    }
                }, failure::set);
    }

    /** What is in an output folder, and the name of one that isn't there. */
    private record Target(boolean occupied, boolean isRun, String free) {
    }

    private String free(String output) {
        int number = 2;
        while (Files.exists(parts.workingDirectory().resolve(output + "-" + number))) {
            number++;
        }
        return output + "-" + number;
    }

    private void ask(ConfigReader.Result result, Path folder, Target target) {
        switch (parts.questions().occupied(folder, target.isRun(), target.free())) {
            case CONTINUE -> parts.starter().resume(folder);
            case REPLACE -> begin(result, true);
            case ELSEWHERE -> {
                settings.set("output_dir", target.free());
                Optional.ofNullable(settings.result()).ifPresent(now -> begin(now, false));
            }
            case CANCEL -> {
            }
        }
    }

    private void begin(ConfigReader.Result result, boolean replace) {
        String name = Objects.requireNonNullElse(result.config().output().runName(),
                String.valueOf(Path.of(result.config().output().outputDir()).getFileName()));
        parts.starter().start(new TrainJob(result.config(), result.notes(), replace, null, parts.workingDirectory()),
                name);
    }
}
