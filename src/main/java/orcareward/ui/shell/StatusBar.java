package orcareward.ui.shell;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import orcareward.ui.fx.Texts;
import orcareward.ui.shell.ShellViewModel.EngineState;
import orcareward.ui.train.TrainViewModel;

/** The bottom line: the device and its memory, the engine's state, what runs and how long it still takes. */
final class StatusBar extends HBox {
    StatusBar(ShellViewModel shell, TrainViewModel training, Runnable onEngine, Runnable onTraining) {
        getStyleClass().add("status-bar");
        Label device = new Label();
        device.textProperty().bind(shell.deviceTextProperty());
        device.visibleProperty().bind(shell.deviceTextProperty().isNotEmpty());
        device.managedProperty().bind(device.visibleProperty());
        Region space = new Region();
        setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(engine(shell, onEngine), separator(device), device, space,
                running(training, onTraining));
    }

    private static Button engine(ShellViewModel shell, Runnable onEngine) {
        Region dot = new Region();
        dot.getStyleClass().add("status-dot");
        Button button = new Button(null, dot);
        button.getStyleClass().addAll("flat", "status-button");
        button.textProperty().bind(shell.engineTextProperty());
        button.setTooltip(new Tooltip(Texts.get("shell.engine.tooltip")));
        button.setOnAction(event -> onEngine.run());
        shell.stateProperty().subscribe(state -> {
            dot.getStyleClass().removeAll("ready", "failed", "loading");
            dot.getStyleClass().add(switch (state) {
                case READY -> "ready";
                case FAILED -> "failed";
                case LOADING -> "loading";
            });
            button.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("failed"),
                    state == EngineState.FAILED);
        });
        return button;
    }

    private static Separator separator(Region beside) {
        Separator line = new Separator(Orientation.VERTICAL);
        line.visibleProperty().bind(beside.visibleProperty());
        line.managedProperty().bind(beside.visibleProperty());
        return line;
    }

    private static Button running(TrainViewModel training, Runnable onTraining) {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(training.progressProperty());
        bar.getStyleClass().add("small");
        Button button = new Button(null, bar);
        button.setMnemonicParsing(false); // names of runs may have underscores
        button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        button.getStyleClass().addAll("flat", "status-button");
        button.textProperty().bind(training.shortTextProperty());
        button.visibleProperty().bind(training.busyProperty());
        button.managedProperty().bind(button.visibleProperty());
        button.setTooltip(new Tooltip(Texts.get("shell.running.tooltip")));
        button.setOnAction(event -> onTraining.run());
        return button;
    }
}
