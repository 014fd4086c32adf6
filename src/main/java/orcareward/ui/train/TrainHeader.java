package orcareward.ui.train;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Texts;

/** The run's name, what can be done with it, and how far it is. */
final class TrainHeader extends VBox {
    TrainHeader(TrainViewModel model, TrainActions actions) {
        super(8);
        ShownRun run = model.shown();
        Label name = new Label();
        name.getStyleClass().add("page-title");
        name.textProperty().bind(run.nameProperty());
        name.setMinWidth(80);
        Label where = new Label();
        where.setId("train-where");
        where.textProperty().bind(run.whereProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(8, name, space);
        first.getChildren().addAll(buttons(model, actions));
        first.setAlignment(Pos.CENTER_LEFT);

        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(run.progressProperty());
        bar.setAccessibleText(Texts.get("train.progress"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label pace = new Label();
        pace.getStyleClass().add("muted");
        pace.textProperty().bind(run.paceProperty());
        where.setMinWidth(Region.USE_PREF_SIZE);
        pace.setMinWidth(Region.USE_PREF_SIZE);
        HBox second = new HBox(16, bar, where, pace);
        second.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(first, second);
    }

    private static Button[] buttons(TrainViewModel model, TrainActions actions) {
        Button pause = button("train-pause", "train.pause", "train.pause.tooltip", model::pauseOrResume);
        pause.textProperty().bind(Bindings.createStringBinding(
                () -> Texts.get(model.stageProperty().get() == RunStage.PAUSED ? "train.resume" : "train.pause"),
                model.stageProperty()));
        showWhen(pause, model.shown(), RunStage.TRAINING, RunStage.PAUSED);
        Button stop = button("train-stop", "train.stop", "train.stop.tooltip", model::stopAndSave);
        showWhen(stop, model.shown(), RunStage.PREPARING, RunStage.TRAINING, RunStage.PAUSED, RunStage.EVALUATING);
        Button discard = button("train-discard", "train.discard", "train.discard.tooltip", actions::discard);
        discard.getStyleClass().addAll("danger", "button-outlined");
        showWhen(discard, model.shown(), RunStage.TRAINING, RunStage.PAUSED);
        Button goOn = button("train-continue", "train.continue", "train.continue.tooltip", actions::goOn);
        goOn.getStyleClass().add("accent");
        showWhen(goOn, model.shown(), model.shown().resumableProperty(), RunStage.STOPPED, RunStage.FAILED);
        Button evaluate = button("train-evaluate", "train.evaluate", "train.evaluate.tooltip", actions::evaluate);
        evaluate.getStyleClass().add("accent");
        showWhen(evaluate, model.shown(), RunStage.FINISHED);
        Button score = button("train-score", "train.score", "train.score.tooltip", actions::score);
        showWhen(score, model.shown(), RunStage.FINISHED);
        Button folder = button("train-folder", "train.folder", "train.folder.tooltip", actions::openFolder);
        showWhen(folder, model.shown(), RunStage.FINISHED, RunStage.STOPPED, RunStage.FAILED);
        return new Button[]{pause, stop, discard, goOn, evaluate, score, folder};
    }

    private static Button button(String id, String text, String tooltip, Runnable action) {
        Button button = new Button(Texts.get(text));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Texts.get(tooltip)));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static void showWhen(Button button, ShownRun model, RunStage... stages) {
        showWhen(button, model, new SimpleBooleanProperty(true), stages);
    }

    private static void showWhen(Button button, ShownRun model, ObservableBooleanValue besides,
            RunStage... stages) {
        var shown = Bindings.createBooleanBinding(
                () -> besides.get() && List.of(stages).contains(model.stageProperty().get())
                        && (model.ownProperty().get() || !model.stageProperty().get().isAlive()),
                besides, model.stageProperty(), model.ownProperty());
        button.visibleProperty().bind(shown);
        button.managedProperty().bind(shown);
    }
}
