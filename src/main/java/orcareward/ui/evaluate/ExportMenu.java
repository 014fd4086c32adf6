package orcareward.ui.evaluate;

import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;

/** Writes what was found to a file that the person names. */
final class ExportMenu extends MenuButton {
    private final EvaluateViewModel model;
    private final FileDialogs dialogs;
    private final Navigator navigator;

    ExportMenu(EvaluateViewModel model, FileDialogs dialogs, Navigator navigator) {
        super(Texts.get("evaluate.export"));
        this.model = model;
        this.dialogs = dialogs;
        this.navigator = navigator;
        setId("evaluate-export");
        setMinWidth(USE_PREF_SIZE);
        for (EvaluationExport.Kind kind : EvaluationExport.Kind.values()) {
            MenuItem item = new MenuItem(word(kind));
            item.setOnAction(event -> ask(kind));
            getItems().add(item);
        }
        disableProperty().bind(Bindings.createBooleanBinding(() -> {
            Findings found = model.findingsProperty().get();
            return found == null || found.figures() == null;
        }, model.findingsProperty()));
    }

    private static String word(EvaluationExport.Kind kind) {
        return switch (kind) {
            case CSV -> Texts.get("evaluate.export.csv");
            case JSONL -> Texts.get("evaluate.export.jsonl");
            case HTML -> Texts.get("evaluate.export.html");
        };
    }

    private void ask(EvaluationExport.Kind kind) {
        dialogs.save(word(kind), null, "evaluation." + kind.extension(),
                new FileDialogs.Kind(word(kind), "*." + kind.extension()))
                .ifPresent(file -> model.export(kind, file, this::saved,
                        thrown -> navigator.notify(
                                Texts.get("evaluate.export.failed") + "\n" + ProblemView.lines(thrown))));
    }

    private void saved(Path file) {
        navigator.notify(Texts.format("evaluate.export.saved", file));
    }
}
