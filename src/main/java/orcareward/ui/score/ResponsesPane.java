package orcareward.ui.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;

/** The responses as fields, ten at a time: a file may bring a thousand. */
final class ResponsesPane extends VBox {
    private static final int PAGE = 10;

    private final QuestionModel question;
    private final VBox fields = new VBox(8);
    private final Label where = new Label();
    private final HBox pages;
    private final IntegerProperty first = new SimpleIntegerProperty();
    private final Map<ResponseItem, VBox> known = new HashMap<>();

    /** {@code chooseFile} asks for a file of candidates. */
    ResponsesPane(QuestionModel question, Runnable chooseFile) {
        super(8);
        this.question = question;
        Label heading = new Label(Texts.get("score.responses"));
        heading.getStyleClass().add("field-label");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, heading, space,
                Controls.button("score-import", Texts.get("score.import"), Texts.get("score.import.tooltip"),
                        chooseFile),
                Controls.button("score-clear", Texts.get("score.clear"), Texts.get("score.clear.tooltip"),
                        question::clear));
        head.setAlignment(Pos.CENTER_LEFT);
        Button back = Controls.button("score-page-back", Texts.get("score.page.back"),
                Texts.get("score.page.back.tooltip"), () -> first.set(Math.max(0, first.get() - PAGE)));
        Button next = Controls.button("score-page-next", Texts.get("score.page.next"),
                Texts.get("score.page.next.tooltip"), () -> first.set(first.get() + PAGE));
        pages = new HBox(8, back, where, next);
        pages.setAlignment(Pos.CENTER_LEFT);
        pages.managedProperty().bind(pages.visibleProperty());
        Button add = Controls.button("score-add", Texts.get("score.add"), Texts.get("score.add.tooltip"), this::add);
        getChildren().addAll(head, pages, fields, add);
        question.responses().addListener((ListChangeListener<ResponseItem>) change -> fill());
        first.subscribe(this::fill);
        fill();
        back.disableProperty().bind(first.lessThan(1));
        first.subscribe(() -> next.setDisable(first.get() + PAGE >= question.responses().size()));
        question.responses().addListener((ListChangeListener<ResponseItem>) change -> next
                .setDisable(first.get() + PAGE >= question.responses().size()));
    }

    /** Adds a response and goes there. */
    void add() {
        question.add("");
        goTo(question.responses().size() - 1);
    }

    /** Brings a response into view and begins to write in it. */
    void goTo(int index) {
        show(index);
        VBox field = known.get(question.responses().get(index));
        if (field != null) {
            field.getChildren().getLast().requestFocus();
        }
    }

    /** Brings the page with a response into view. */
    void show(int index) {
        if (index < first.get() || index >= first.get() + PAGE) {
            first.set(index / PAGE * PAGE);
        }
    }

    private void fill() {
        List<ResponseItem> all = question.responses();
        if (first.get() >= all.size()) {
            first.set(0); // which fills again
            return;
        }
        known.keySet().retainAll(all);
        int to = Math.min(all.size(), first.get() + PAGE);
        List<VBox> shown = new java.util.ArrayList<>();
        for (int i = first.get(); i < to; i++) {
            VBox field = known.computeIfAbsent(all.get(i), this::field);
            name(field, i);
            shown.add(field);
        }
        fields.getChildren().setAll(shown);
        pages.setVisible(all.size() > PAGE);
        where.setText(Texts.format("score.page.where", Formats.count(first.get() + 1L), Formats.count(to),
                Formats.count(all.size())));
    }

    private VBox field(ResponseItem item) {
        TextArea area = Controls.area("", 3, Texts.get("score.response.prompt"), "");
        area.textProperty().bindBidirectional(item.textProperty());
        Label letter = new Label();
        letter.getStyleClass().add("response-letter");
        letter.setLabelFor(area);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove = Controls.button("", Texts.get("score.remove"), Texts.get("score.remove.tooltip"),
                () -> question.remove(item));
        remove.getStyleClass().addAll("flat", "small");
        HBox head = new HBox(8, letter, space, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        return new VBox(4, head, area);
    }

    private static void name(VBox field, int index) {
        String name = Texts.format("score.response", ResponseItem.name(index));
        HBox head = (HBox) field.getChildren().getFirst();
        ((Label) head.getChildren().getFirst()).setText(name);
        head.getChildren().getLast().setAccessibleText(Texts.format("score.remove.accessible", name));
        field.getChildren().getLast().setAccessibleText(name);
        field.getChildren().getLast().setId("score-response-" + ResponseItem.name(index));
    }
}
