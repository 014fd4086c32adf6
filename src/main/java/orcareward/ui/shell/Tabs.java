package orcareward.ui.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.stage.Window;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.EarlierRun;
import orcareward.recipe.Recipes;
import orcareward.recipe.TrainJob;
import orcareward.ui.configure.ConfigureDialogs;
import orcareward.ui.configure.ConfigureTab;
import orcareward.ui.configure.ConfigureViewModel;
import orcareward.ui.configure.Starter;
import orcareward.ui.evaluate.EvaluateTab;
import orcareward.ui.evaluate.EvaluateViewModel;
import orcareward.ui.evaluate.RunModels;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Delay;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;
import orcareward.ui.runs.RunsTab;
import orcareward.ui.runs.RunsViewModel;
import orcareward.ui.score.ScoreTab;
import orcareward.ui.score.ScoreViewModel;
import orcareward.ui.train.RunStage;
import orcareward.ui.train.TrainTab;
import orcareward.ui.train.TrainViewModel;
import org.jspecify.annotations.Nullable;

/** All tabs, and the ways from one to another. */
final class Tabs implements Navigator {
    /** After so long without a key a person has stopped typing. */
    private static final Duration TYPING = Duration.ofMillis(400);
    /** Data are looked at when no setting has changed for so long. */
    private static final Duration CALM = Duration.ofMillis(500);
    /** How often the list of runs is read, in view and out of it. */
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration RARELY = Duration.ofSeconds(15);

    private final Parts parts;
    private final Map<Place, StudioTab> tabs = new EnumMap<>(Place.class);
    private final TrainViewModel training;
    private final Map<Place, BooleanProperty> busy = new EnumMap<>(Place.class);
    private final List<Runnable> atEnd = new ArrayList<>();

    /**
     * What the tabs are made of.
     *
     * @param window before which questions stand
     * @param recent configuration files, the newest first
     * @param go shows a tab
     * @param toast tells something in passing
     * @param onTrained hears how a training ended
     * @param rememberConfig hears of configuration files that were opened or saved
     */
    record Parts(Recipes recipes, DesktopRecipes own, Background background, ScheduledExecutorService timer,
            FileDialogs dialogs, Questions questions, Supplier<Window> window, Desktop.Surroundings surroundings,
            Supplier<List<Path>> recent, Consumer<Place> go,
            Consumer<String> toast, Consumer<String> onTrained, Consumer<Path> rememberConfig) {
    }

    Tabs(Parts parts) {
        this.parts = parts;
        Clock clock = parts.surroundings().clock();
        training = new TrainViewModel(parts.recipes().train(), parts.own().runs(), parts.background(),
                clock.getZone());
        for (Place place : Place.values()) {
            busy.put(place, new SimpleBooleanProperty());
        }
        busyIn(Place.TRAIN).bind(training.busyProperty());
        Executor fx = parts.background().fx();
        parts.timer().scheduleWithFixedDelay(() -> fx.execute(training::poll), 1, 1, TimeUnit.SECONDS);
        training.stageProperty().subscribe(this::tellEnd);
    }

    private ConfigureTab configure(Parts all) {
        Path folder = all.surroundings().workingDirectory();
        Starter starter = new Starter() {
            @Override
            public void start(TrainJob job, String name) {
                training.start(job, name);
                all.go().accept(Place.TRAIN);
            }

            @Override
            public void resume(Path outputDir) {
                Tabs.this.resume(outputDir);
            }

            @Override
            public ObservableBooleanValue busy() {
                return training.busyProperty();
            }
        };
        ConfigureViewModel model = new ConfigureViewModel(new ConfigureViewModel.Parts(all.own().preview(),
                all.own().estimate(), all.background(), all.dialogs(), new ConfigureDialogs(all.window()), starter,
                folder,
                CALM, all.rememberConfig()));
        ConfigureTab tab = new ConfigureTab(model, all.dialogs(), folder, all.recent());
        atEnd.add(tab::close);
        return tab;
    }

    /** A tab; made when it is first asked for, so that the window opens with the one that is in view. */
    StudioTab get(Place place) {
        StudioTab known = tabs.get(place);
        if (known != null) {
            return known;
        }
        StudioTab made = make(place);
        tabs.put(place, made);
        busyIn(place).bind(made.busy());
        return made;
    }

    private StudioTab make(Place place) {
        Clock clock = parts.surroundings().clock();
        Executor fx = parts.background().fx();
        return switch (place) {
            case CONFIGURE -> configure(parts);
            case TRAIN -> new TrainTab(training, parts.own().runs(), parts.background(), parts.dialogs(), this,
                    () -> parts.questions().discard(training.nameProperty().get()));
            case EVALUATE -> new EvaluateTab(new EvaluateViewModel(parts.recipes().evaluate(),
                    new RunModels(parts.own().runs()), parts.background(), clock), parts.dialogs(), this);
            case SCORE -> {
                ScoreViewModel model = new ScoreViewModel(parts.own().scoreSessions(), parts.own().runs(),
                        parts.own().scoreHistory(), parts.background(), Delay.of(TYPING, parts.timer(), fx), clock);
                atEnd.add(model::close);
                yield new ScoreTab(model, parts.dialogs(), this, clock.getZone());
            }
            case RUNS -> new RunsTab(new RunsViewModel(parts.own().runs(), parts.background(),
                    Delay.of(OFTEN, parts.timer(), fx), Delay.of(RARELY, parts.timer(), fx), clock), this,
                    clock.getZone(), parts.questions()::emptyTrash);
        };
    }

    /** Whether something runs in a tab. */
    BooleanProperty busyIn(Place place) {
        return Objects.requireNonNull(busy.get(place), place::name);
    }

    TrainViewModel training() {
        return training;
    }

    /** Where a file or folder belongs: the tab in view first, then in the order of the rail. */
    Optional<Place> placeFor(Path path, Place inView) {
        return Stream.concat(Stream.of(inView), Stream.of(Place.values())).filter(place -> get(place).takes(path))
                .findFirst();
    }

    ConfigureTab configuration() {
        return (ConfigureTab) get(Place.CONFIGURE);
    }

    /** Asks for a model's folder and opens it in Evaluate. */
    void askForModel() {
        parts.dialogs().folder(Texts.get("menu.model"), null).ifPresent(this::evaluate);
    }

    /** Opens what was open the last time. */
    void restore(DesktopState state) {
        String last = state.lastConfig();
        if (last != null && new File(last).isFile()) {
            configuration().open(new File(last).toPath());
        }
    }

    /** Whether something runs in any tab. */
    boolean isBusy() {
        return busy.values().stream().anyMatch(BooleanProperty::get);
    }

    /** Frees models and tokenizers that the tabs hold; on the FX thread. */
    void close() {
        atEnd.forEach(Runnable::run);
    }

    // --- beginning

    /** Trains the model that comes with the program. */
    void startDemo() {
        start(() -> {
            ConfigReader.Result demo = ConfigReader.read(new ConfigSource.Preset("demo"));
            return new TrainJob(demo.config(), demo.notes(), true, null, parts.surroundings().workingDirectory());
        }, Texts.get("welcome.demo.run"));
    }

    @Override
    public void resume(Path outputDir) {
        start(() -> {
            ConfigReader.Result saved = ConfigReader.applyResumeOverrides(
                    ConfigReader.read(new ConfigSource.File(EarlierRun.savedConfig(outputDir))).config());
            return new TrainJob(saved.config(), saved.notes(), false, outputDir,
                    parts.surroundings().workingDirectory());
        }, String.valueOf(outputDir.getFileName()));
    }

    /** Reads the settings off the FX thread, then trains. */
    private void start(JobSource source, String name) {
        if (training.busyProperty().get()) {
            notify(Texts.get("shell.train.busy"));
            parts.go().accept(Place.TRAIN);
            return;
        }
        parts.background().run(name, progress -> source.read(), job -> {
            training.start(job, name);
            parts.go().accept(Place.TRAIN);
        }, failure -> notify(ProblemView.lines(failure)));
    }

    /** Makes a job of files. */
    @FunctionalInterface
    private interface JobSource {
        TrainJob read() throws IOException;
    }

    private void tellEnd(@Nullable RunStage before, RunStage now) {
        if (before == null || !before.isAlive() || now.isAlive()) {
            return;
        }
        String message = Texts.format(switch (now) {
            case FINISHED -> "train.told.finished";
            case STOPPED, DISCARDED -> "train.told.stopped";
            default -> "train.told.failed";
        }, training.nameProperty().get());
        parts.onTrained().accept(message);
    }

    // --- ways

    @Override
    public void configure() {
        parts.go().accept(Place.CONFIGURE);
    }

    @Override
    public void configure(Path yaml) {
        parts.go().accept(Place.CONFIGURE);
        get(Place.CONFIGURE).open(yaml);
    }

    @Override
    public void watch(Path outputDir) {
        parts.go().accept(Place.TRAIN);
        get(Place.TRAIN).open(outputDir);
    }

    @Override
    public void evaluate(Path modelDir) {
        parts.go().accept(Place.EVALUATE);
        get(Place.EVALUATE).open(modelDir);
    }

    @Override
    public void score(Path modelDir) {
        parts.go().accept(Place.SCORE);
        get(Place.SCORE).open(modelDir);
    }

    @Override
    public void runs() {
        parts.go().accept(Place.RUNS);
    }

    @Override
    public void openFolder(Path folder) {
        if (!Files.exists(folder)) {
            notify(Texts.format("shell.folder.gone", folder.toString()));
            return;
        }
        parts.background().run(Texts.get("shell.folder"), progress -> {
            FolderOpener.open(folder);
            return folder;
        }, done -> {
        }, failure -> notify(Texts.format("shell.folder.failed", folder.toString())));
    }

    @Override
    public void notify(String message) {
        parts.toast().accept(message);
    }

    /** Shows what the program found on this machine. */
    void doctor(Window owner) {
        parts.background().run(Texts.get("menu.doctor"), progress -> parts.recipes().doctor().run(),
                report -> new InfoDialog(owner, Texts.get("menu.doctor"), InfoDialog.text(report)).show(),
                failure -> notify(ProblemView.lines(failure)));
    }

}
