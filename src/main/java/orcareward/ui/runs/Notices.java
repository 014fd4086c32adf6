package orcareward.ui.runs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.recipe.TrashedRun;
import orcareward.ui.fx.Job;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Above the table: what is being moved, what was deleted and can be brought back, what went wrong. */
final class Notices extends VBox {
    private final RunsViewModel model;

    Notices(RunsViewModel model) {
        super(8);
        this.model = model;
        setMinHeight(Region.USE_PREF_SIZE);
        model.workProperty().subscribe(this::update);
        model.undoableProperty().subscribe(this::update);
        model.failureProperty().subscribe(this::update);
        model.unreadableProperty().subscribe(this::update);
        update();
    }

    private void update() {
        getChildren().clear();
        Job job = model.workProperty().get();
        TrashedRun deleted = model.undoableProperty().get();
        Throwable failure = model.failureProperty().get();
        if (job != null) {
            getChildren().add(moving(job));
        } else if (deleted != null) {
            getChildren().add(deleted(deleted));
        }
        if (failure != null) {
            Button close = new Button(Texts.get("runs.close"));
            close.setOnAction(event -> model.dismissFailure());
            getChildren().add(new ProblemView(Texts.get("runs.failed"), failure, close));
        }
        if (!model.unreadableProperty().get().isEmpty()) {
            Label unreadable = new Label(model.unreadableProperty().get());
            unreadable.getStyleClass().add("caption");
            unreadable.setWrapText(true);
            getChildren().add(unreadable);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private static HBox moving(Job job) {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.progressProperty());
        bar.setAccessibleText(job.title());
        Button cancel = new Button(Texts.get("runs.cancel"));
        cancel.setOnAction(event -> job.cancel());
        cancel.disableProperty().bind(job.cancellingProperty());
        return row(new Label(job.title()), bar, cancel);
    }

    private HBox deleted(@Nullable TrashedRun trashed) {
        Button undo = new Button(Texts.get("runs.undo"));
        undo.setId("runs-undo");
        undo.setOnAction(event -> {
            if (trashed != null) {
                model.restore(trashed);
            }
        });
        return row(new Label(Texts.format("runs.deleted", trashed == null ? "" : trashed.run().name())), undo);
    }

    private static HBox row(javafx.scene.Node... parts) {
        HBox row = new HBox(8, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("runs-notice");
        return row;
    }
}
