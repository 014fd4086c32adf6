package orcareward.ui.tokens;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import orcareward.recipe.SeenSide;
import orcareward.recipe.SeenToken;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** One token. It is used again for others: making hundreds of labels for each row takes longer than a frame. */
final class TokenChip extends Label {
    private List<String> styles = List.of();
    private String details = "";

    TokenChip() {
        getStyleClass().add("token");
    }

    void show(SeenSide side, int index) {
        SeenToken token = side.tokens().get(index);
        setText(visible(token.text()));
        List<String> now = styles(side, index, token.special());
        if (!now.equals(styles)) { // the same style needs no other look at the style sheets
            getStyleClass().removeAll(styles);
            getStyleClass().addAll(now);
            styles = now;
        }
        details = Texts.format(token.special() ? "tokens.special" : "tokens.token", Formats.count(index + 1L),
                token.id(),
                part(side, index));
    }

    /** Which token it is and what becomes of it, in words. */
    String details() {
        return details;
    }

    private static List<String> styles(SeenSide side, int index, boolean special) {
        List<String> styles = new ArrayList<>();
        styles.add(index < side.shared() ? "token-shared" : "token-response");
        if (special) {
            styles.add("token-special");
        }
        if (index >= side.scored()) {
            styles.add(index == side.scored() ? "token-scored" : "token-after");
        }
        return styles;
    }

    private static String part(SeenSide side, int index) {
        return Texts.get(index == side.scored()
                ? "tokens.scored"
                : index > side.scored()
                        ? "tokens.after"
                        : index < side.shared() ? "tokens.shared" : "tokens.response");
    }

    /** White space that can be seen: spaces as dots, line ends as arrows. */
    static String visible(String text) {
        return text.isEmpty()
                ? "\u2205"
                : text.replace(' ', '\u00b7').replace("\n", "\u21b5").replace("\t", "\u21e5").replace("\r", "\u240d");
    }
}
