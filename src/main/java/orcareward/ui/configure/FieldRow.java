package orcareward.ui.configure;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import orcareward.config.ConfigKey;
import orcareward.ui.fx.Texts;

/** One setting: its name, the control, what is wrong with it, a sentence of help with the default, and the way back to the preset. */
final class FieldRow extends HBox {
    private static final double NAMES = 176;

    private final Field field;
    private final Control editor;

    FieldRow(Field field, SettingsModel model, Browse browse) {
        super(16);
        this.field = field;
        this.editor = FieldEditor.of(field, model);
        getStyleClass().add("field-row");
        Label label = new Label(FieldLayout.label(field.key()));
        label.setWrapText(true);
        label.setLabelFor(editor);
        Label name = new Label(field.key().name());
        name.getStyleClass().addAll("caption", "field-name");
        VBox names = new VBox(label, name);
        names.setMinWidth(NAMES);
        names.setPrefWidth(NAMES);
        HBox line = new HBox(8, editor);
        line.setAlignment(Pos.CENTER_LEFT);
        browse.button(field).ifPresent(button -> {
            HBox.setHgrow(editor, Priority.ALWAYS);
            line.getChildren().add(button);
        });
        line.getChildren().addAll(caption(field.key().unit()), changed(model));
        VBox right = new VBox(4, line, message(field.problemProperty(), "field-problem"),
                message(field.noteProperty(), "field-note"), help());
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(names, right);
    }

    Field field() {
        return field;
    }

    Control editor() {
        return editor;
    }

    private HBox changed(SettingsModel model) {
        Label mark = new Label(Texts.get("configure.changed"));
        mark.getStyleClass().addAll("caption", "field-changed");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        Button reset = new Button("\u21ba");
        reset.setId("reset-" + field.key().name());
        reset.getStyleClass().addAll("flat", "field-reset");
        reset.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tooltip = new Tooltip();
        field.baselineProperty().subscribe(before -> {
            String text = before.isEmpty()
                    ? Texts.get("configure.reset.unset")
                    : Texts.format("configure.reset", before);
            tooltip.setText(text);
            reset.setAccessibleText(text);
        });
        reset.setTooltip(tooltip);
        reset.setOnAction(event -> model.reset(field));
        reset.disableProperty().bind(model.brokenProperty().isNotNull());
        HBox both = new HBox(mark, reset);
        both.setAlignment(Pos.CENTER_LEFT);
        show(both, field.changedProperty());
        return both;
    }

    private Label help() {
        ConfigKey key = field.key();
        Label help = caption(Stream.of(key.help(), defaultWords(), effect()).filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + " " + other).orElse(""));
        help.setWrapText(true);
        return help;
    }

    private String defaultWords() {
        return field.defaultText().isEmpty() ? "" : Texts.format("configure.default", field.defaultText());
    }

    private String effect() {
        return switch (field.key().status()) {
            case ConfigKey.Status.Used used -> "";
            case ConfigKey.Status.NoEffect none -> Texts.format("configure.noeffect", none.why());
            case ConfigKey.Status.RefusedIfSet refused ->
                Texts.format("configure.refused", refused.why(), refused.remedy());
        };
    }

    private static Label caption(String text) {
        Label caption = new Label(text);
        caption.getStyleClass().add("caption");
        caption.setMinWidth(0);
        return caption;
    }

    private static Label message(ObservableValue<String> text, String style) {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().addAll("caption", style);
        label.textProperty().bind(text);
        show(label, text.map(words -> !words.isEmpty()));
        return label;
    }

    private static void show(Node node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    /** Whether a person who looks for these words may mean this setting. */
    static boolean matches(Field field, String words) {
        ConfigKey key = field.key();
        String all = (key.name() + " " + key.name().replace('_', ' ') + " " + FieldLayout.label(key) + " " + key.help()
                + " " + String.join(" ", key.alsoCalled())).toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
    }
}
