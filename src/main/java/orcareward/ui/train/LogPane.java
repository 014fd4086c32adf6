package orcareward.ui.train;

import javafx.collections.ListChangeListener;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import orcareward.ui.fx.Texts;

/** What the run says, line by line; the newest is in view unless the person looks at earlier ones. */
final class LogPane extends TitledPane {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    LogPane(ShownRun model) {
        super(Texts.get("train.logpane"), new ListView<>(model.log()));
        getStyleClass().add("dense");
        setAnimated(false);
        ListView<?> lines = (ListView<?>) getContent();
        lines.getStyleClass().addAll("dense", "log-lines");
        lines.setPrefHeight(120);
        lines.setMinHeight(64);
        lines.setFocusTraversable(true);
        lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        lines.setAccessibleText(Texts.get("train.logpane"));
        lines.setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                ClipboardContent content = new ClipboardContent();
                content.putString(String.join("\n",
                        lines.getSelectionModel().getSelectedItems().stream().map(Object::toString).toList()));
                Clipboard.getSystemClipboard().setContent(content);
            }
        });
        model.log().addListener((ListChangeListener<String>) change -> {
            if (lines.getSelectionModel().isEmpty()) {
                lines.scrollTo(model.log().size() - 1);
            }
        });
    }
}
