package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import orcareward.recipe.PreviewRows;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Which column plays which role, and another choice for each; choosing sets the configuration's {@code column_*}. */
final class ColumnsPane extends TitledPane {
    private static final List<String> ROLES = List.of("prompt", "system", "question", "conversations", "chosen",
            "rejected", "margin");

    private final SettingsModel model;
    private final FlowPane roles = new FlowPane(16, 8);

    ColumnsPane(SettingsModel model) {
        this.model = model;
        setId("columns");
        setAnimated(false);
        setExpanded(false);
        Label about = new Label(Texts.get("configure.columns.about"));
        about.getStyleClass().add("caption");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        setContent(new VBox(8, about, roles));
    }

    void show(PreviewRows rows) {
        List<String> parts = new ArrayList<>();
        for (String role : ROLES) {
            String column = rows.roles().get(role);
            if (column != null) {
                parts.add(role.equals(column) ? role : Texts.format("configure.columns.as", column, role));
            }
        }
        String found = String.join(", ", parts);
        setText(found.isEmpty() ? Texts.get("configure.columns.unknown") : Texts.format("configure.columns", found));
        if (found.isEmpty()) {
            setExpanded(true);
        }
        roles.getChildren().setAll(ROLES.stream().map(role -> choice(role, rows)).toList());
    }

    private VBox choice(String role, PreviewRows rows) {
        Field field = model.field("column_" + role);
        ComboBox<String> box = new ComboBox<>();
        box.setId("column-" + role);
        String automatic = automatic(field.textProperty().get().isEmpty() ? rows.roles().get(role) : null);
        box.getItems().add(automatic);
        box.getItems().addAll(rows.columns());
        String set = field.textProperty().get();
        box.setValue(set.isEmpty() ? automatic : set);
        box.setOnAction(event -> {
            String chosen = box.getValue();
            model.set(field, chosen == null || chosen.equals(automatic) ? "" : chosen);
        });
        Label label = new Label(role);
        label.setLabelFor(box);
        label.getStyleClass().add("caption");
        return new VBox(4, label, box);
    }

    private static String automatic(@Nullable String recognised) {
        return recognised == null
                ? Texts.get("configure.columns.automatic")
                : Texts.format("configure.columns.automatic.found", recognised);
    }
}
