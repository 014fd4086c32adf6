package orcareward.ui.evaluate;

import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import orcareward.ui.evaluate.EvaluateViewModel.State;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** How far the evaluation is, or that it was stopped before its end. */
final class ProgressStrip extends HBox {
    private final EvaluateViewModel model;
    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();

    ProgressStrip(EvaluateViewModel model) {
        super(8);
        this.model = model;
        setId("evaluate-progress");
        setAlignment(Pos.CENTER_LEFT);
        bar.setPrefWidth(200);
        words.getStyleClass().add("caption");
        getChildren().addAll(bar, words);
        managedProperty().bind(visibleProperty());
        model.jobProperty().subscribe(this::follow);
        model.stateProperty().subscribe(this::show);
    }

    private void follow(@Nullable Job job) {
        bar.progressProperty().unbind();
        words.textProperty().unbind();
        if (job != null) {
            bar.progressProperty().bind(job.progressProperty());
            words.textProperty().bind(job.cancellingProperty().flatMap(cancelling -> cancelling
                    ? new SimpleStringProperty(Texts.get("evaluate.cancelling"))
                    : job.messageProperty()));
        }
    }

    private void show(State state) {
        setVisible(state == State.RUNNING || state == State.STOPPED);
        bar.setVisible(state == State.RUNNING);
        bar.setManaged(state == State.RUNNING);
        Findings found = model.findingsProperty().get();
        if (state == State.STOPPED) {
            words.setText(found == null || found.figures() == null
                    ? Texts.get("evaluate.stopped")
                    : Texts.format("evaluate.stopped.partial", Formats.count(found.scores().size()),
                            Formats.count(found.pairs().pairs())));
        }
    }
}
