package orcareward.ui.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import orcareward.recipe.SeenSide;
import orcareward.recipe.SeenToken;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sequence as chips that wrap: what is shared on grey, the response on its side's tint, special tokens outlined, the scored
 * token framed, what can't move the reward pale. The middle of a long sequence stays folded until it is asked for.
 */
public final class TokenFlow extends VBox {
    private static final int FIRST = 48;
    private static final int LAST = 160;
    /** Chips that a click adds: so many are laid out without a visible halt. */
    private static final int STEP = 400;

    private final FlowPane chips = new FlowPane(2, 4);
    private final Label about = new Label();
    private @Nullable SeenSide side;
    private int shownOfMiddle;

    /** Whose response it is, which decides the colour. */
    public enum Tint {
        CHOSEN, REJECTED, NEUTRAL
    }

    /** An empty place for tokens. */
    public TokenFlow(Tint tint) {
        super(8);
        getStyleClass().addAll("token-flow", tint.name().toLowerCase(Locale.ROOT));
        getStylesheets().add("/orcareward/ui/tokens.css");
        about.getStyleClass().add("token-about");
        about.setWrapText(true);
        chips.setOnMouseExited(event -> about.setText(summary()));
        getChildren().addAll(chips, about);
    }

    /** Shows a sequence, or nothing. */
    public void show(@Nullable SeenSide seen) {
        side = seen;
        shownOfMiddle = 0;
        fill();
    }

    private void fill() {
        List<Node> nodes = new ArrayList<>();
        SeenSide seen = side;
        if (seen != null) {
            int count = seen.tokens().size();
            int foldFrom = Math.min(count, FIRST + shownOfMiddle);
            int foldTo = Math.max(foldFrom, count - LAST);
            for (int i = 0; i < foldFrom; i++) {
                nodes.add(chip(seen, i));
            }
            if (foldTo > foldFrom) {
                nodes.add(more(foldTo - foldFrom));
            }
            for (int i = foldTo; i < count; i++) {
                nodes.add(chip(seen, i));
            }
        }
        chips.getChildren().setAll(nodes);
        about.setText(summary());
    }

    private Button more(int hidden) {
        Button more = new Button(Texts.format("tokens.more", Formats.count(hidden)));
        more.getStyleClass().add("token-more");
        more.setOnAction(event -> {
            shownOfMiddle += STEP;
            fill();
        });
        return more;
    }

    private Label chip(SeenSide seen, int index) {
        SeenToken token = seen.tokens().get(index);
        Label chip = new Label(visible(token.text()));
        List<String> style = chip.getStyleClass();
        style.add("token");
        style.add(index < seen.shared() ? "token-shared" : "token-response");
        if (token.special()) {
            style.add("token-special");
        }
        if (index == seen.scored()) {
            style.add("token-scored");
        } else if (index > seen.scored()) {
            style.add("token-after");
        }
        chip.setOnMouseEntered(event -> about.setText(details(seen, index)));
        return chip;
    }

    /** White space that can be seen: spaces as dots, line ends as arrows. */
    static String visible(String text) {
        return text.isEmpty()
                ? "\u2205"
                : text.replace(' ', '\u00b7').replace("\n", "\u21b5").replace("\t", "\u21e5").replace("\r", "\u240d");
    }

    private String summary() {
        SeenSide seen = side;
        return seen == null
                ? ""
                : Texts.format("tokens.summary", Formats.count(seen.tokens().size()), Formats.count(seen.shared()),
                        Formats.count(seen.scored() + 1L));
    }

    private static String details(SeenSide seen, int index) {
        SeenToken token = seen.tokens().get(index);
        String part = Texts.get(index == seen.scored()
                ? "tokens.scored"
                : index > seen.scored() ? "tokens.after" : index < seen.shared() ? "tokens.shared" : "tokens.response");
        return Texts.format(token.special() ? "tokens.special" : "tokens.token", Formats.count(index + 1L), token.id(),
                part);
    }
}
