package orcareward.ui.configure;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Texts;

/** The settings as YAML, editable, with line numbers and what is wrong marked at its line. */
final class YamlPane extends BorderPane {
    private final TextArea text = new TextArea();
    private final LineNumbers numbers = new LineNumbers(text);
    private final VBox messages = new VBox(4);
    private final SettingsModel model;

    YamlPane(SettingsModel model) {
        this.model = model;
        getStyleClass().add("yaml-pane");
        text.setId("yaml");
        text.setAccessibleText(Texts.get("configure.yaml"));
        text.getStyleClass().addAll("mono", "yaml-text");
        text.textProperty().bindBidirectional(model.yamlProperty());
        Label about = new Label(Texts.get("configure.yaml.about"));
        about.getStyleClass().add("caption");
        about.setWrapText(true);
        messages.getStyleClass().add("yaml-messages");
        messages.getChildren().add(about);
        setLeft(numbers);
        setCenter(text);
        setBottom(messages);
        model.versionProperty().subscribe(now -> showProblems());
    }

    private void showProblems() {
        List<LineProblem> problems = model.problems();
        numbers.mark(problems);
        messages.getChildren().subList(1, messages.getChildren().size()).clear();
        problems.stream().limit(3).forEach(problem -> messages.getChildren().add(message(problem)));
        if (problems.size() > 3) {
            Label more = new Label(Texts.format("problem.more", problems.size() - 3));
            more.getStyleClass().add("caption");
            messages.getChildren().add(more);
        }
    }

    private Label message(LineProblem problem) {
        String what = problem.key().isEmpty() ? problem.text() : problem.key() + ": " + problem.text();
        Label label = new Label(problem.line() == 0 ? what : Texts.format("configure.yaml.line", problem.line(), what));
        label.setWrapText(true);
        label.getStyleClass().addAll("caption", "field-problem");
        label.setTooltip(new Tooltip(Texts.get("configure.yaml.go")));
        label.setOnMouseClicked(event -> go(problem.line()));
        return label;
    }

    private void go(int line) {
        int at = 0;
        for (int i = 1; i < line && at >= 0; i++) {
            at = text.getText().indexOf('\n', at) + 1;
        }
        text.requestFocus();
        text.positionCaret(at);
    }
}
