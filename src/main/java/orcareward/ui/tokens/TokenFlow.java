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
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sequence as chips that wrap: what is shared on grey, the response on its side's tint, special tokens outlined, the scored
 * token framed, what can't move the reward pale. The middle of a long sequence stays folded until it is asked for.
 */
public final class TokenFlow extends VBox {
    private static final int FIRST = 40;
    private static final int LAST = 120;
    /** Chips that a click adds: so many are laid out without a visible halt. */
    private static final int STEP = 200;

    private final FlowPane chips = new FlowPane(2, 4);
    private final List<TokenChip> made = new ArrayList<>();
    private final Button more = new Button();
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
        more.getStyleClass().add("token-more");
        more.setOnAction(event -> {
            shownOfMiddle += STEP;
            fill();
        });
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
                nodes.add(chip(nodes.size(), seen, i));
            }
            for (int i = foldTo; i < count; i++) {
                nodes.add(chip(nodes.size(), seen, i));
            }
            if (foldTo > foldFrom) {
                more.setText(Texts.format("tokens.more", Formats.count(foldTo - foldFrom)));
                nodes.add(foldFrom, more);
            }
        }
        replace(nodes);
        about.setText(summary());
    }

    private TokenChip chip(int place, SeenSide seen, int index) {
        if (place == made.size()) {
            TokenChip chip = new TokenChip();
            chip.setOnMouseEntered(event -> about.setText(chip.details()));
            made.add(chip);
        }
        TokenChip chip = made.get(place);
        chip.show(seen, index);
        return chip;
    }

    /** Leaves what is the same at the beginning where it is. */
    private void replace(List<Node> nodes) {
        List<Node> now = chips.getChildren();
        int same = 0;
        while (same < Math.min(now.size(), nodes.size()) && now.get(same) == nodes.get(same)) {
            same++;
        }
        now.subList(same, now.size()).clear();
        now.addAll(nodes.subList(same, nodes.size()));
    }

    private String summary() {
        SeenSide seen = side;
        return seen == null
                ? ""
                : Texts.format("tokens.summary", Formats.count(seen.tokens().size()), Formats.count(seen.shared()),
                        Formats.count(seen.scored() + 1L));
    }
}
