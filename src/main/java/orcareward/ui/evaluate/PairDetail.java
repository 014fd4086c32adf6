package orcareward.ui.evaluate;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.recipe.PairText;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The open pair: its prompt, and both responses side by side. */
final class PairDetail extends StackPane {
    private final Label about = new Label();
    private final Label note = new Label(Texts.get("evaluate.diff.none"));
    private final DiffText prompt = new DiffText("prompt");
    private final SideView chosen = new SideView(Texts.get("evaluate.chosen.title"), "chosen",
            Texts.get("evaluate.copy.chosen"));
    private final SideView rejected = new SideView(Texts.get("evaluate.rejected.title"), "rejected",
            Texts.get("evaluate.copy.rejected"));
    private final Label hint = new Label(Texts.get("evaluate.pair.none"));
    private final VBox content;
    private @Nullable OpenPair shown;

    PairDetail(PairsViewModel model) {
        getStyleClass().add("evaluate-detail");
        setId("evaluate-detail");
        hint.getStyleClass().add("muted");
        about.getStyleClass().add("evaluate-about");
        note.getStyleClass().add("caption");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, about, note, space,
                button("\u2191", Texts.get("evaluate.pair.previous"), () -> model.move(-1)),
                button("\u2193", Texts.get("evaluate.pair.next"), () -> model.move(1)),
                button(Texts.get("evaluate.copy.pair"), Texts.get("evaluate.copy.pair.tip"), this::copyAll));
        head.setAlignment(Pos.CENTER_LEFT);
        ScrollPane question = new ScrollPane(prompt);
        question.setFitToWidth(true);
        question.setMinHeight(28);
        question.setMaxHeight(72);
        question.setAccessibleText(Texts.get("evaluate.column.prompt"));
        HBox sides = new HBox(16, chosen, rejected);
        for (SideView side : List.of(chosen, rejected)) {
            side.setPrefWidth(400);
            HBox.setHgrow(side, Priority.ALWAYS);
        }
        VBox.setVgrow(sides, Priority.ALWAYS);
        content = new VBox(8, head, question, sides);
        getChildren().addAll(hint, content);
        setMinHeight(0);
        model.openProperty().subscribe(this::show);
    }

    private static Button button(String word, String tip, Runnable action) {
        Button button = new Button(word);
        button.getStyleClass().addAll("flat", "small");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(@Nullable OpenPair pair) {
        shown = pair;
        hint.setVisible(pair == null);
        content.setVisible(pair != null);
        if (pair == null) {
            return;
        }
        about.setText(Texts.format("evaluate.pair.about", Formats.count(pair.row()), Formats.reward(pair.margin()),
                verdict(pair.margin()))
                + pair.verdicts().stream()
                        .map(other -> ", " + other.rival() + ": " + verdict(other.margin()))
                        .collect(Collectors.joining()));
        note.setVisible(!pair.diff().marked());
        PairText text = pair.text();
        String asked = text.system().isBlank() ? text.prompt() : text.system() + "\n\n" + text.prompt();
        prompt.show(List.of(new WordDiff.Run(asked.strip(), false)));
        chosen.show(pair.chosen(), text.chosen(), pair.diff().left(), pair.least(), pair.most());
        rejected.show(pair.rejected(), text.rejected(), pair.diff().right(), pair.least(), pair.most());
    }

    private static String verdict(double margin) {
        return Double.isNaN(margin)
                ? Texts.get("evaluate.unknown")
                : margin > 0 ? Texts.get("evaluate.right") : Texts.get("evaluate.wrong");
    }

    private void copyAll() {
        OpenPair pair = shown;
        if (pair != null) {
            PairText text = pair.text();
            SideView.copy(Texts.format("evaluate.copy.pair.text", text.system().isBlank()
                    ? text.prompt()
                    : text.system() + "\n\n" + text.prompt(), Formats.reward(pair.chosen().reward()), text.chosen(),
                    Formats.reward(pair.rejected().reward()), text.rejected()));
        }
    }
}
