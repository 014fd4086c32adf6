package orcareward.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import orcareward.ui.fx.Texts;

/** A configuration, a data set or a model's folder that is dropped on the window goes to the tab where it belongs. */
final class Dropping {
    private final Scene scene;
    private final StackPane layers;
    private final Tabs tabs;
    private final Rail rail;
    private final StackPane sign = new StackPane();
    private final Label words = new Label();

    Dropping(Scene scene, StackPane layers, Tabs tabs, Rail rail) {
        this.scene = scene;
        this.layers = layers;
        this.tabs = tabs;
        this.rail = rail;
        sign.getChildren().add(words);
        words.getStyleClass().add("page-title");
        sign.getStyleClass().add("drop-target");
        sign.setMouseTransparent(true);
    }

    void install() {
        scene.setOnDragOver(this::over);
        scene.setOnDragExited(event -> layers.getChildren().remove(sign));
        scene.setOnDragDropped(this::dropped);
    }

    private Optional<Place> place(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files.size() == 1
                ? tabs.placeFor(files.getFirst().toPath(), rail.placeProperty().get())
                : Optional.empty();
    }

    private void over(DragEvent event) {
        place(event).ifPresent(place -> {
            event.acceptTransferModes(TransferMode.COPY);
            words.setText(Texts.format("shell.drop", Rail.title(place)));
            if (!layers.getChildren().contains(sign)) {
                layers.getChildren().add(sign);
            }
        });
        event.consume();
    }

    private void dropped(DragEvent event) {
        layers.getChildren().remove(sign);
        place(event).ifPresent(place -> {
            Path path = event.getDragboard().getFiles().getFirst().toPath();
            rail.placeProperty().set(place);
            tabs.get(place).open(path);
            event.setDropCompleted(true);
        });
        event.consume();
    }
}
