package orcareward.ui.score;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** Where a person writes: system message, prompt, and which of a file's prompts it is. */
final class QuestionPane extends VBox {
    QuestionPane(QuestionModel question) {
        super(8);
        TextArea system = Controls.area("score-system", 2, Texts.get("score.system.prompt"),
                Texts.get("score.system"));
        system.textProperty().bindBidirectional(question.systemProperty());
        TextArea prompt = Controls.area("score-prompt", 5, Texts.get("score.prompt.prompt"),
                Texts.get("score.prompt"));
        prompt.textProperty().bindBidirectional(question.promptProperty());
        getChildren().addAll(labelled(Texts.get("score.system"), system), system, imported(question),
                labelled(Texts.get("score.prompt"), prompt), prompt);
    }

    private static Label labelled(String text, TextArea area) {
        Label label = new Label(text);
        label.getStyleClass().add("field-label");
        label.setLabelFor(area);
        return label;
    }

    /** The way through the prompts of a file, where it has several. */
    private static HBox imported(QuestionModel question) {
        Button back = Controls.button("score-imported-back", Texts.get("score.imported.back"),
                Texts.get("score.imported.back.tooltip"),
                () -> question.show(question.importedIndexProperty().get() - 1));
        Button next = Controls.button("score-imported-next", Texts.get("score.imported.next"),
                Texts.get("score.imported.next.tooltip"),
                () -> question.show(question.importedIndexProperty().get() + 1));
        back.disableProperty().bind(question.importedIndexProperty().lessThan(1));
        next.disableProperty().bind(question.importedIndexProperty().add(1)
                .greaterThanOrEqualTo(Bindings.size(question.imported())));
        Label where = new Label();
        where.textProperty().bind(Bindings.createStringBinding(
                () -> Texts.format("score.imported.where",
                        Formats.count(question.importedIndexProperty().get() + 1L),
                        Formats.count(question.imported().size())),
                question.importedIndexProperty(), question.imported()));
        HBox row = new HBox(8, back, where, next);
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(Bindings.size(question.imported()).greaterThan(1));
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }
}
