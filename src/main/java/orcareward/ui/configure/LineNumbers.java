package orcareward.ui.configure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Line numbers beside a text that doesn't wrap; the lines with problems are marked. Only what is in view is there. */
final class LineNumbers extends Pane {
    private static final double WIDTH = 48;
    private static final String MARKED = "line-marked";
    /** The text's own inner edge, as the style sheet sets it. */
    private static final double EDGE = 8;

    private final TextArea text;
    private final Map<Integer, String> marks = new HashMap<>();
    private @Nullable Text body;

    LineNumbers(TextArea text) {
        this.text = text;
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        getStyleClass().add("line-numbers");
        Rectangle clip = new Rectangle(WIDTH, 0);
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        text.scrollTopProperty().subscribe(top -> requestLayout());
        text.textProperty().subscribe(now -> requestLayout());
        text.fontProperty().subscribe(font -> requestLayout());
        heightProperty().subscribe(height -> requestLayout());
    }

    void mark(List<LineProblem> problems) {
        marks.clear();
        problems.forEach(problem -> marks.putIfAbsent(problem.line(), problem.text()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        int lines = (int) text.getText().chars().filter(c -> c == '\n').count() + 1;
        double lineHeight = lineHeight(lines);
        double top = text.getScrollTop() - EDGE;
        int first = Math.max(1, (int) (top / lineHeight) + 1);
        int last = Math.min(lines, (int) ((top + getHeight()) / lineHeight) + 1);
        while (getChildren().size() > Math.max(0, last - first + 1)) {
            getChildren().removeLast();
        }
        for (int line = first; line <= last; line++) {
            Label label = label(line - first);
            label.setText(Integer.toString(line));
            String mark = marks.get(line);
            mark(label, mark);
            label.resizeRelocate(0, (line - 1) * lineHeight - top, WIDTH, lineHeight);
        }
    }

    private static void mark(Label label, @Nullable String mark) {
        boolean marked = label.getStyleClass().contains(MARKED);
        if (mark == null && marked) {
            label.getStyleClass().remove(MARKED);
            label.setTooltip(null);
        } else if (mark != null) {
            label.setTooltip(new Tooltip(mark));
            if (!marked) {
                label.getStyleClass().add(MARKED);
            }
        }
    }

    /** As the text itself is laid out, once it is. */
    private double lineHeight(int lines) {
        if (body == null && text.lookup(".content .text") instanceof Text found) {
            body = found;
            found.layoutBoundsProperty().subscribe(bounds -> requestLayout());
        }
        Text known = body;
        if (known != null && known.getText().length() == text.getLength()) {
            return known.getLayoutBounds().getHeight() / lines;
        }
        Text sample = new Text("8");
        sample.setFont(text.getFont());
        return sample.getLayoutBounds().getHeight();
    }

    private Label label(int index) {
        if (index < getChildren().size()) {
            return (Label) getChildren().get(index);
        }
        Label label = new Label();
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setFont(text.getFont());
        label.getStyleClass().add("line-number");
        getChildren().add(label);
        return label;
    }
}
