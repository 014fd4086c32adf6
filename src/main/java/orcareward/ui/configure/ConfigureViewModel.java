package orcareward.ui.configure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import orcareward.config.ConfigReader;
import orcareward.config.Presets;
import orcareward.config.TrainConfig;
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

/** The tab Configure: settings, their file, the look at the data, the costs, and the way from them to a run. */
public final class ConfigureViewModel {
    private final Parts parts;
    private final SettingsModel settings = new SettingsModel();
    private final SettingsFile file;
    private final DataViewModel data;
    private final EstimateViewModel estimate;
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();

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
        file = new SettingsFile(settings, new SettingsFile.Parts(parts.background(), parts.dialogs(),
                parts.questions(), parts.workingDirectory(), parts.remember(), this::shown, failure::set));
        settings.versionProperty().subscribe(now -> follow());
        data.reportProperty().subscribe(now -> follow());
        data.rowsProperty().subscribe(now -> block());
        data.failureProperty().subscribe(now -> block());
        data.readFailureProperty().subscribe(now -> block());
        estimate.failureProperty().subscribe(now -> block());
        parts.starter().busy().subscribe(now -> block());
        file.show(Presets.DEFAULT);
    }

    /** The settings. */
    public SettingsModel settings() {
        return settings;
    }

    /** Preset and file. */
    public SettingsFile file() {
        return file;
    }

    /** The look at the data. */
    public DataViewModel data() {
        return data;
    }

    /** What the run will cost. */
    public EstimateViewModel estimate() {
        return estimate;
    }

    /** Why no training can begin now, a sentence or two; empty when one can. */
    public ReadOnlyStringProperty blockedProperty() {
        return blocked.getReadOnlyProperty();
    }

    /** The first setting that needs attention; empty when none does. */
    public Optional<String> firstProblem() {
        return settings.problems().stream().map(LineProblem::key).filter(key -> !key.isEmpty()).findFirst();
    }

    /** Why a file could not be opened or saved, or a run not begun; null when all is well. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    private void shown() {
        failure.set(null);
        data.again(settings.usable());
    }

    private void follow() {
        data.follow(settings.usable());
        ConfigReader.Result result = settings.result();
        estimate.follow(result == null ? null : result.config(), data.reportProperty().get());
        block();
    }

    private void block() {
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
        return unusable().map(why -> Texts.format("configure.blocked.data", Findings.sentences(why))).orElse("");
    }

    /** What a run would fail on as well, as far as the look at model and data has found. */
    private Optional<Problem> unusable() {
        PreviewRows rows = data.rowsProperty().get();
        return Stream.of(Optional.ofNullable(data.failureProperty().get()),
                Optional.ofNullable(rows == null ? null : rows.problem()),
                Optional.ofNullable(data.readFailureProperty().get()),
                Optional.ofNullable(estimate.failureProperty().get())).flatMap(Optional::stream)
                .filter(ProblemException.class::isInstance).map(ProblemException.class::cast)
                .map(e -> e.problems().getFirst()).findFirst();
    }

    /** Begins the run, after a question when something is in its output folder. */
    public void start() {
        ConfigReader.Result result = settings.result();
        if (result == null || !blocked.get().isEmpty()) {
            return;
        }
        failure.set(null);
        TrainConfig config = result.config();
        String output = config.output().outputDir();
        boolean replace = config.output().overwriteOutputDir();
        parts.background().run(Texts.get("configure.start"), progress -> look(output), target -> {
            if (replace || !target.occupied()) {
                begin(result, replace);
            } else {
                ask(result, target);
            }
        }, failure::set);
    }

    private Target look(String output) throws IOException {
        Path folder;
        try {
            folder = parts.workingDirectory().resolve(output);
        } catch (InvalidPathException e) {
            throw new ProblemException("output_dir", "this can't be a folder's name here: " + e.getReason(),
                    "Use letters, digits, points and dashes", e);
        }
        return new Target(folder, OutputFolder.isOccupied(folder), EarlierRun.in(folder).isPresent(), free(output));
    }

    /** What is in an output folder, and the name of one that isn't there. */
    private record Target(Path folder, boolean occupied, boolean isRun, String free) {
    }

    private String free(String given) {
        String output = given.replaceFirst("[/\\\\]+$", "");
        int number = 2;
        while (Files.exists(parts.workingDirectory().resolve(output + "-" + number))) {
            number++;
        }
        return output + "-" + number;
    }

    private void ask(ConfigReader.Result result, Target target) {
        switch (parts.questions().occupied(target.folder(), target.isRun(), target.free())) {
            case CONTINUE -> parts.starter().resume(target.folder());
            case REPLACE -> begin(result, true);
            case ELSEWHERE -> {
                settings.set("output_dir", target.free());
                ConfigReader.Result now = settings.result();
                if (now != null) {
                    begin(now, false);
                }
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
