package orcareward.ui.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The tab Evaluate. */
public final class EvaluateTab implements StudioTab {
    private static final KeyCombination START = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination UP = new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN);
    private static final KeyCombination DOWN = new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN);

    private final EvaluateViewModel model;
    private final FileDialogs dialogs;
    private final Navigator navigator;
    private final ResultsView results;
    private final StackPane stage = new StackPane();
    private final VBox problem = new VBox();
    private final VBox view;

    /** Shows a view model. */
    public EvaluateTab(EvaluateViewModel model, FileDialogs dialogs, Navigator navigator) {
        this.model = model;
        this.dialogs = dialogs;
        this.navigator = navigator;
        this.results = new ResultsView(model, dialogs, navigator);
        VBox.setVgrow(stage, Priority.ALWAYS);
        problem.managedProperty().bind(problem.visibleProperty());
        view = new VBox(8, new EvaluateBar(model, dialogs), new ProgressStrip(model), problem, stage);
        view.getStyleClass().addAll("page", "evaluate");
        view.getStylesheets().add(Objects
                .requireNonNull(EvaluateTab.class.getResource("/orcareward/ui/evaluate.css")).toExternalForm());
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.stateProperty().subscribe(state -> arrange());
        model.setup().modelProperty().subscribe(chosen -> arrange());
        model.findingsProperty().subscribe(found -> arrange());
    }

    private void key(KeyEvent event) {
        if (START.match(event)) {
            model.evaluate();
        } else if (FIND.match(event)) {
            results.search();
        } else if (UP.match(event) || DOWN.match(event)) {
            model.pairs().move(UP.match(event) ? -1 : 1);
        } else {
            return;
        }
        event.consume();
    }

    private void arrange() {
        State state = model.stateProperty().get();
        Findings found = model.findingsProperty().get();
        boolean full = state == State.RUNNING || found != null && found.figures() != null;
        if (full != (stage.getChildren().contains(results))) {
            stage.getChildren().clear();
        }
        if (full && stage.getChildren().isEmpty()) {
            stage.getChildren().add(results);
        } else if (!full) {
            stage.getChildren().setAll(empty(state));
        }
        showProblem(model.failureProperty().get());
    }

    private Node empty(State state) {
        if (state == State.NO_MODEL) {
            Button choose = new Button(Texts.get("evaluate.empty.choose"));
            choose.setOnAction(event -> dialogs.folder(Texts.get("evaluate.model.browse"), null)
                    .ifPresent(model::choose));
            choose.setId("evaluate-choose");
            Button train = new Button(Texts.get("evaluate.empty.train"));
            train.setOnAction(event -> navigator.configure());
            return new EmptyState(Texts.get("evaluate.empty.title"), Texts.get("evaluate.empty.text"), choose, train);
        }
        Button start = new Button(Texts.get("evaluate.start"));
        start.setOnAction(event -> model.evaluate());
        return new EmptyState(Texts.get("evaluate.ready.title"), Texts.get("evaluate.ready.text"), start);
    }

    private void showProblem(@Nullable Throwable failure) {
        problem.getChildren().clear();
        problem.setVisible(failure != null);
        if (failure != null) {
            Button again = new Button(Texts.get("evaluate.failed.again"));
            again.setOnAction(event -> model.evaluate());
            Button data = new Button(Texts.get("evaluate.data.browse"));
            data.setOnAction(event -> dialogs.open(Texts.get("evaluate.data.browse"), null, EvaluateBar.dataFiles())
                    .ifPresent(model.setup()::chooseData));
            problem.getChildren().add(new ProblemView(Texts.get("evaluate.failed"), failure, again, data));
        }
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.setup().refresh();
    }

    @Override
    public ObservableBooleanValue busy() {
        return model.busy();
    }

    /** Files of pairs; a folder's name doesn't say whether it holds a model. */
    @Override
    public boolean takes(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".parquet") || name.endsWith(".csv")
                || Files.isDirectory(path);
    }

    /** A file becomes the data, everything else the model. */
    @Override
    public void open(Path path) {
        if (Files.isRegularFile(path)) {
            model.setup().chooseData(path);
        } else {
            model.choose(path);
        }
    }
}
