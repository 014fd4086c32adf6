package orcareward.ui.configure;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import orcareward.config.Presets;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The tab Configure: the form at the left; data, tokens and YAML at the right; what it costs and the start below them. */
public final class ConfigureTab implements StudioTab {
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final ConfigureViewModel model;
    private final Browse browse;
    private final SettingsForm form;
    private final BorderPane view = new BorderPane();
    private final TabPane side = new TabPane();
    private final VBox problem = new VBox();
    private final ObservableBooleanValue busy;

    /** {@code recent} gives the files that were open before, the newest first. */
    public ConfigureTab(ConfigureViewModel model, FileDialogs dialogs, Path workingDirectory,
            Supplier<List<Path>> recent) {
        this.model = model;
        browse = new Browse(model.settings(), dialogs, workingDirectory);
        form = new SettingsForm(model.settings(), browse);
        busy = Bindings.createBooleanBinding(() -> model.estimate().measuringProperty().get() != null,
                model.estimate().measuringProperty());
        fillSide();
        BorderPane right = new BorderPane(side);
        right.setBottom(new EstimateBar(model.estimate(), model, form::show));
        right.setMinWidth(360);
        form.setMinWidth(440);
        SplitPane both = new SplitPane(form, right);
        both.setOrientation(Orientation.HORIZONTAL);
        both.setDividerPositions(0.52);
        both.getStyleClass().add("configure-split");
        PresetBar bar = new PresetBar(model, recent, form.searchProperty());
        VBox top = new VBox(8, bar, problem);
        top.getStyleClass().add("configure-top");
        view.getStyleClass().add("configure");
        view.getStylesheets().add("/orcareward/ui/configure.css");
        view.setTop(top);
        view.setCenter(both);
        view.setOnKeyPressed(event -> {
            if (FIND.match(event)) {
                bar.lookup("#search").requestFocus();
                event.consume();
            }
        });
        model.failureProperty().subscribe(this::showFailure);
    }

    private void fillSide() {
        Button data = new Button(Texts.get("configure.data.browse"));
        data.setOnAction(event -> askForData());
        side.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        side.setId("side");
        Tab seen = new Tab(Texts.get("configure.seen.title"), new SeenPane(model.data()));
        side.getTabs().addAll(
                new Tab(Texts.get("configure.data"), new DataPane(model.settings(), model.data(), row -> {
                    model.data().go(row);
                    side.getSelectionModel().select(seen);
                }, data)), seen, new Tab(Texts.get("configure.yaml"), new YamlPane(model.settings())));
    }

    private void showFailure(@Nullable Throwable failure) {
        problem.getChildren().clear();
        if (failure != null) {
            problem.getChildren().add(new ProblemView(Texts.get("configure.failed"), failure));
        }
        problem.setManaged(failure != null);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableBooleanValue busy() {
        return busy;
    }

    @Override
    public boolean takes(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || isData(name);
    }

    private static boolean isData(String name) {
        return List.of(".jsonl", ".ndjson", ".parquet", ".csv").stream().anyMatch(name::endsWith);
    }

    /** A configuration is opened; a data file becomes the data set. */
    @Override
    public void open(Path path) {
        if (isData(path.toString().toLowerCase(Locale.ROOT))) {
            browse.set(model.settings().field("dataset_name"), path);
            side.getSelectionModel().selectFirst();
        } else {
            model.file().open(path);
        }
    }

    // --- what the window's menus ask for

    /** Begins with the default preset, after a question when there are changes. */
    public void newConfiguration() {
        model.file().choosePreset(Presets.DEFAULT);
    }

    /** Begins with a preset, after a question when there are changes. */
    public void choosePreset(String name) {
        model.file().choosePreset(name);
    }

    /** Asks for a file to open. */
    public void askToOpen() {
        model.file().askToOpen();
    }

    /** Saves. */
    public void save() {
        model.file().save();
    }

    /** Saves to a file that it asks for. */
    public void saveAs() {
        model.file().saveAs();
    }

    /** Begins the training. */
    public void start() {
        model.start();
    }

    /** Frees what the look at the data holds. */
    public void close() {
        model.data().close();
    }

    /** Runs {@code then} at once, or when what was changed is saved or given up. */
    public void ifMayLeave(Runnable then) {
        model.file().ifMayLeave(then);
    }

    /** Puts the cursor where the model's folder is named, and asks for it. */
    public void askForModel() {
        form.show("model_name_or_path");
        browse.folder(model.settings().field("model_name_or_path"));
    }

    /** The preset for ORCA pairs, with the cursor where the model's folder is named. */
    public void prepareOrca() {
        model.file().choosePreset(Presets.DEFAULT);
        form.show("model_name_or_path");
    }

    private void askForData() {
        form.show("dataset_name");
        browse.file(model.settings().field("dataset_name"));
    }
}
