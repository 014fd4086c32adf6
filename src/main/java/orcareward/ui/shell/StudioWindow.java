package orcareward.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.Recipes;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FxThread;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.SystemFileDialogs;
import orcareward.ui.fx.Texts;
import orcareward.ui.shell.DesktopState.ThemeChoice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window: puts the tabs together, remembers itself, and ends. */
final class StudioWindow {
    private static final Logger LOG = LoggerFactory.getLogger(StudioWindow.class);
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;

    private final Stage stage;
    private final Path stateFile;
    private final Runnable onClosed;
    private final Background background = new Background(FxThread.later());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "timer");
        thread.setDaemon(true);
        return thread;
    });
    private final StackPane content = new StackPane();
    private final StackPane layers = new StackPane();
    private final Toasts toasts = new Toasts();
    private final Rail rail;
    private final Theme theme;
    private final Tabs tabs;
    private final ShellViewModel shell;
    private final Questions questions;
    private DesktopState state;
    private @Nullable OneWindow listening;
    private @Nullable WelcomePage welcome;
    private boolean closeWhenIdle;
    private boolean ended;

    StudioWindow(Stage stage, Desktop.Surroundings surroundings, Recipes recipes, DesktopRecipes own,
            Runnable onClosed) {
        this.stage = stage;
        this.onClosed = onClosed;
        stateFile = surroundings.userFolder().resolve("desktop.json");
        Optional<DesktopState> kept = DesktopState.read(stateFile);
        state = kept.orElseGet(DesktopState::first);
        questions = new Questions(stage);
        shell = new ShellViewModel(own.engine(), background);
        tabs = new Tabs(new Tabs.Parts(recipes, own, background, timer, new SystemFileDialogs(() -> stage), questions,
                () -> stage, surroundings, this::recent, this::go, toasts::show, this::tellTrained,
                this::rememberConfig));
        rail = new Rail(tabs::busyIn);
        Scene scene = new Scene(layers, state.width(), state.height());
        theme = new Theme(scene, state.theme());
        BorderPane frame = new BorderPane(content);
        frame.setLeft(rail);
        frame.setTop(new Menus(new MenuActions(this, tabs, surroundings, stage), rail,
                theme.choiceProperty()));
        frame.setBottom(new StatusBar(shell, tabs.training(), this::showEngine, () -> go(Place.TRAIN)));
        layers.getChildren().addAll(frame, toasts);
        new Dropping(scene, layers, tabs, rail).install();
        restore(scene);
        rail.placeProperty().subscribe(this::showTab);
        showTab(null, rail.placeProperty().get());
        tabs.training().busyProperty().subscribe(this::endWhenIdle);
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
        if (kept.isEmpty()) {
            showWelcome();
        }
    }

    private void restore(Scene scene) {
        stage.setTitle(Texts.get("shell.title"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        stage.setWidth(state.width());
        stage.setHeight(state.height());
        Double x = state.x();
        Double y = state.y();
        // A screen that was there the last time may be gone.
        if (x != null && y != null
                && !javafx.stage.Screen.getScreensForRectangle(x, y, state.width(), state.height()).isEmpty()) {
            stage.setX(x);
            stage.setY(y);
        }
        stage.setMaximized(state.maximized());
        rail.collapsedProperty().set(state.railCollapsed());
    }

    /** Opens the window with these files, or with what was open the last time; the engine is loaded behind it. */
    void show(List<Path> files) {
        if (files.isEmpty()) {
            tabs.restore(state);
        }
        stage.show();
        files.forEach(this::open);
        shell.startEngine();
        shell.watchMemory(timer);
    }

    void listen(OneWindow other) {
        listening = other;
    }

    /** One tab after the other, a pulse each, then {@code then}. */
    void showEveryTab(Runnable then) {
        Iterator<Place> places = List.of(Place.values()).iterator();
        Runnable next = new Runnable() {
            @Override
            public void run() {
                if (places.hasNext()) {
                    go(places.next());
                    background.fx().execute(this);
                } else {
                    then.run();
                }
            }
        };
        background.fx().execute(next);
    }

    /** The program was started a second time. */
    void openAgain(List<Path> files) {
        if (ended) {
            return; // the other one waits no longer than for this one to go
        }
        closeWhenIdle = false;
        stage.show();
        stage.setIconified(false);
        stage.toFront();
        files.forEach(this::open);
    }

    /** Opens a file or folder in the tab where it belongs. */
    void open(Path path) {
        Optional<Place> place = tabs.placeFor(path, rail.placeProperty().get());
        if (place.isEmpty()) {
            toasts.show(Texts.format("shell.open.unknown", path.toString()));
            return;
        }
        go(place.get());
        tabs.get(place.get()).open(path);
    }

    void go(Place place) {
        hideWelcome();
        rail.placeProperty().set(place);
    }

    private void showTab(@Nullable Place before, Place now) {
        if (before != null && before != now) {
            tabs.get(before).hidden();
        }
        StudioTab tab = tabs.get(now);
        content.getChildren().setAll(tab.view());
        tab.shown();
    }

    private void showEngine() {
        var problem = shell.problem();
        if (problem != null) {
            new InfoDialog(stage, Texts.get("shell.engine.failed"), problem.toLine()).showAndWait();
            shell.startEngine();
        } else {
            tabs.doctor(stage);
        }
    }

    void showWelcome() {
        if (welcome == null) {
            welcome = new WelcomePage(new WelcomePage.Ways() {
                @Override
                public void demo() {
                    go(Place.TRAIN);
                    tabs.startDemo();
                }

                @Override
                public void orca() {
                    go(Place.CONFIGURE);
                    tabs.configuration().prepareOrca();
                }

                @Override
                public void runs() {
                    go(Place.RUNS);
                }

                @Override
                public void close() {
                    hideWelcome();
                }
            });
            layers.getChildren().add(1, welcome);
        }
    }

    private void hideWelcome() {
        if (welcome != null) {
            layers.getChildren().remove(welcome);
            welcome = null;
        }
    }

    /** Where the person looks elsewhere: another tab, another window. */
    private void tellTrained(String message) {
        if (!stage.isFocused()) {
            SystemNotice.show(Texts.get("shell.title"), message, background);
        }
        if (rail.placeProperty().get() != Place.TRAIN) {
            toasts.show(message);
        }
    }

    private void rememberConfig(Path file) {
        state = state.withConfig(file);
        save();
    }

    /** Configuration files that were open before, the newest first. */
    List<Path> recent() {
        return state.recent().stream().map(Path::of).toList();
    }

    private void save() {
        DesktopState now = state.withTheme(theme.choiceProperty().get())
                .withRailCollapsed(rail.collapsedProperty().get()).withMaximized(stage.isMaximized());
        if (!stage.isMaximized() && !stage.isIconified() && stage.isShowing()) {
            now = now.withBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        }
        state = now;
        try {
            now.write(stateFile);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the window's place can't be kept", e); // nothing that a person would miss
        }
    }

    /** Closes, after a question when something runs or is not saved. */
    void close() {
        tabs.configuration().ifMayLeave(this::closeSaved);
    }

    private void closeSaved() {
        if (tabs.training().busyProperty().get()) {
            switch (questions.closing(tabs.training().nameProperty().get())) {
                case CANCEL -> {
                    return;
                }
                case KEEP_RUNNING -> closeWhenIdle = true;
                case STOP_AND_SAVE -> {
                    closeWhenIdle = true;
                    tabs.training().stopAndSave();
                }
            }
            save();
            if (tabs.training().busyProperty().get()) {
                stage.hide();
            } else {
                end(); // it ended while the question was open
            }
            return;
        }
        if (tabs.isBusy() && !questions.breakOff()) {
            return;
        }
        save();
        end();
    }

    private void endWhenIdle(boolean busy) {
        if (!busy && closeWhenIdle && !ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        stage.hide();
        timer.shutdownNow();
        tabs.close();
        Thread ending = new Thread(() -> {
            try {
                OneWindow other = listening;
                if (other != null) {
                    other.close(); // first: a start from now on has a window of its own
                }
                background.close();
            } catch (IOException | InterruptedException e) {
                LOG.warn("while closing", e);
            } finally {
                onClosed.run();
            }
        }, "closing");
        ending.start();
    }

    Tabs tabs() {
        return tabs;
    }

    boolean engineIsReady() {
        return shell.stateProperty().get() == ShellViewModel.EngineState.READY;
    }

    /** As a person would choose it in the menu. */
    void chooseTheme(ThemeChoice choice) {
        theme.choiceProperty().set(choice);
    }
}
