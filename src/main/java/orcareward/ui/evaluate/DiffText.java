package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import orcareward.ui.evaluate.WordDiff.Run;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** A text whose differing words stand on a tint. */
final class DiffText extends TextFlow {
    /** Characters that are drawn, at most: laying out more would hold up the screen. */
    private static final int MOST = 20_000;

    private final Path marks = new Path();
    private final List<int[]> marked = new ArrayList<>();

    /** {@code side} is the style class of the tint: {@code chosen} or {@code rejected}. */
    DiffText(String side) {
        getStyleClass().add("evaluate-text");
        marks.setManaged(false); // behind the words, and no part of their layout
        marks.getStyleClass().addAll("evaluate-marks", side);
    }

    /** Shows the runs; of a very long text its beginning. */
    void show(List<Run> runs) {
        getChildren().setAll(marks);
        marked.clear();
        int at = 0;
        int left = 0;
        for (Run run : runs) {
            int end = Math.min(run.text().length(), MOST - at);
            if (end > 0) {
                if (run.differs()) {
                    marked.add(new int[]{at, at + run.text().substring(0, end).stripTrailing().length()});
                }
                getChildren().add(text(run.text().substring(0, end)));
                at += end;
            }
            left += run.text().length() - Math.max(0, end);
        }
        if (left > 0) {
            Text more = text("\n" + Texts.format("evaluate.text.more", Formats.count(left)));
            more.getStyleClass().add("more");
            getChildren().add(more);
        }
    }

    private static Text text(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("words");
        return text;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        marks.getElements().clear();
        marked.forEach(range -> marks.getElements().addAll(rangeShape(range[0], range[1])));
    }
}
