package orcareward.ui.evaluate;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.ui.evaluate.WordDiff.Run;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** One response of the open pair: its name, reward, tokens and text. */
final class SideView extends VBox {
    private final Label reward = new Label();
    private final Label tokens = new Label();
    private final RewardBar bar;
    private final DiffText words;
    private final ScrollPane scroll;
    private String text = "";

    /** {@code side} is the style class of its colour. */
    SideView(String name, String side, String copyTip) {
        super(8);
        getStyleClass().addAll("evaluate-side", side);
        Label title = new Label(name);
        title.getStyleClass().addAll("evaluate-side-title", side);
        reward.getStyleClass().add("evaluate-side-reward");
        tokens.getStyleClass().add("caption");
        tokens.setTooltip(new Tooltip(Texts.get("evaluate.tokens.tip")));
        bar = new RewardBar(side);
        words = new DiffText(side);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button copy = new Button(Texts.get("evaluate.copy"));
        copy.setTooltip(new Tooltip(copyTip));
        copy.getStyleClass().addAll("flat", "small");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(event -> copy(text));
        for (Label label : List.of(title, reward, tokens)) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        HBox head = new HBox(8, title, reward, bar, tokens, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        scroll = new ScrollPane(words);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(name);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
    }

    /** Shows a response. */
    void show(OpenPair.Side side, String whole, List<Run> runs, double least, double most) {
        boolean another = !text.equals(whole);
        text = whole;
        reward.setText(Formats.reward(side.reward()));
        tokens.setText(Texts.format("evaluate.tokens", Formats.count(side.tokens())));
        bar.show(side.reward(), least, most);
        bar.setAccessibleText(Formats.reward(side.reward()));
        words.show(runs);
        if (another) {
            scroll.setVvalue(0);
        }
    }

    /** Puts words on the clipboard. */
    static void copy(String words) {
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
