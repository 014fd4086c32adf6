package orcareward.ui.score;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import orcareward.config.PromptFormat;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The models at the top of the tab, and how they read texts. */
final class ModelBar extends FlowPane {
    private static final double MODEL_WIDTH = 280;

    /** {@code browse} asks for a folder and gives it to the place. */
    ModelBar(ScoreViewModel model, Consumer<ModelSlot> browse) {
        super(16, 8);
        setAlignment(Pos.CENTER_LEFT);
        Node second = place(model, model.second(), "score-second", Texts.get("score.second"), browse);
        Button end = Controls.button("score-second-end", Texts.get("score.second.end"),
                Texts.get("score.second.end.tooltip"), model::endComparison);
        Button add = Controls.button("score-second-add", Texts.get("score.second.add"),
                Texts.get("score.second.add.tooltip"), () -> model.comparingProperty().set(true));
        showWhen(second, model, true);
        showWhen(end, model, true);
        showWhen(add, model, false);
        getChildren().addAll(place(model, model.first(), "score-model", Texts.get("score.model"), browse), second, end,
                add, formats(model));
    }

    private static void showWhen(Node node, ScoreViewModel model, boolean comparing) {
        node.visibleProperty().bind(comparing ? model.comparingProperty() : model.comparingProperty().not());
        node.managedProperty().bind(node.visibleProperty());
    }

    private static HBox place(ScoreViewModel model, ModelSlot slot, String id, String name,
            Consumer<ModelSlot> browse) {
        ComboBox<ModelChoice> box = new ComboBox<>(model.choices());
        box.setId(id);
        box.setPrefWidth(MODEL_WIDTH);
        box.setPromptText(Texts.get("score.model.prompt"));
        box.setAccessibleText(name);
        box.setPlaceholder(Controls.caption(Texts.get("score.model.none")));
        slot.choiceProperty().subscribe(choice -> {
            if (choice != null && !model.choices().contains(choice)) {
                model.choices().add(choice);
            }
            box.setValue(choice);
        });
        box.setOnAction(event -> {
            ModelChoice chosen = box.getValue();
            if (chosen != null && !chosen.equals(slot.choiceProperty().get())) {
                slot.choose(chosen);
            }
        });
        Button folder = Controls.button(id + "-browse", Texts.get("score.model.browse"),
                Texts.get("score.model.browse.tooltip"), () -> browse.accept(slot));
        Label label = new Label(name);
        label.setLabelFor(box);
        HBox row = new HBox(8, label, box, folder);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static HBox formats(ScoreViewModel model) {
        ComboBox<PromptFormat> box = new ComboBox<>();
        box.setId("score-format");
        box.getItems().addAll(List.of(PromptFormat.AUTO, PromptFormat.CHAT, PromptFormat.PLAIN,
                PromptFormat.RESPONSE_ONLY));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable PromptFormat format) {
                return format == null ? "" : Texts.get(ScoreWords.formatKey(format));
            }

            @Override
            public @Nullable PromptFormat fromString(String text) {
                return null; // the box can't be written in
            }
        });
        box.setValue(PromptFormat.AUTO);
        box.valueProperty().subscribe(
                value -> model.formatProperty().set(value == PromptFormat.AUTO ? null : value));
        Label label = new Label(Texts.get("score.format"));
        label.setLabelFor(box);
        HBox row = new HBox(8, label, box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
