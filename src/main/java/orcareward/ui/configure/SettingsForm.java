package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import orcareward.config.ConfigKey;
import orcareward.config.ConfigSection;
import orcareward.ui.fx.Texts;

/** The settings in sections; rows are made when they are first shown. Of what has no effect here, only what is set or looked for appears. */
final class SettingsForm extends ScrollPane {
    private static final int MOST_FOUND = 40;
    /** What is left in view above a setting that is shown. */
    private static final double ABOVE = 48;

    private final SettingsModel model;
    private final Browse browse;
    private final Validation validation = new Validation();
    private final Map<Field, FieldRow> rows = new HashMap<>();
    private final StringProperty search = new SimpleStringProperty("");
    private final VBox page = new VBox(16);
    private final VBox advancedRows = new VBox(16);
    private final TitledPane advanced = new TitledPane("", advancedRows);
    private List<Field> shown = List.of();

    SettingsForm(SettingsModel model, Browse browse) {
        this.model = model;
        this.browse = browse;
        setId("settings-form");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("settings-form");
        page.getStyleClass().add("settings-page");
        advanced.setExpanded(false);
        advanced.setAnimated(false);
        advanced.setId("advanced");
        setContent(page);
        model.versionProperty().subscribe(now -> refresh());
        search.subscribe(words -> {
            if (words.isBlank()) {
                advanced.setExpanded(false);
            }
            refresh();
        });
        advanced.expandedProperty().subscribe(open -> fillAdvanced());
    }

    /** What fields must match; empty for all. */
    StringProperty searchProperty() {
        return search;
    }

    private void refresh() {
        List<Field> now = model.fields().stream().filter(this::isShown).toList();
        if (now.equals(shown) && !page.getChildren().isEmpty()) {
            return;
        }
        shown = now;
        List<Node> parts = new ArrayList<>();
        for (ConfigSection section : ConfigSection.values()) {
            List<FieldRow> inSection = FieldLayout.main(section).stream().map(model::field).filter(now::contains)
                    .map(this::row).toList();
            if (!inSection.isEmpty()) {
                Label heading = new Label(section.title());
                heading.getStyleClass().add("heading");
                parts.add(heading);
                parts.addAll(inSection);
            }
        }
        List<Field> more = inAdvanced();
        advanced.setText(Texts.format("configure.advanced", more.size()));
        if (!more.isEmpty()) {
            parts.add(advanced);
        }
        if (!search.get().isBlank() || more.stream().anyMatch(field -> !field.problemProperty().get().isEmpty())) {
            advanced.setExpanded(true);
        }
        if (parts.isEmpty()) {
            parts.add(new Label(Texts.get("configure.search.none")));
        }
        page.getChildren().setAll(parts);
        fillAdvanced();
    }

    private boolean isShown(Field field) {
        ConfigKey key = field.key();
        if (!search.get().isBlank()) {
            return FieldRow.matches(field, search.get());
        }
        boolean followsSwitch = key.section() == ConfigSection.LORA && !key.name().equals("use_peft");
        boolean used = key.status() instanceof ConfigKey.Status.Used
                && (!followsSwitch || model.isInUse(ConfigSection.LORA));
        return used || field.setProperty().get() && !followsSwitch || !field.problemProperty().get().isEmpty();
    }

    private List<Field> inAdvanced() {
        Predicate<Field> main = field -> FieldLayout.main(field.key().section()).contains(field.key().name());
        Stream<Field> all = shown.stream().filter(main.negate());
        return (search.get().isBlank() ? all : all.limit(MOST_FOUND)).toList();
    }

    private void fillAdvanced() {
        advancedRows.getChildren().setAll(advanced.isExpanded()
                ? inAdvanced().stream().map(this::row).toList()
                : List.of());
    }

    private FieldRow row(Field field) {
        return rows.computeIfAbsent(field, missing -> {
            FieldRow row = new FieldRow(missing, model, browse);
            validation.add(row);
            return row;
        });
    }

    /** Brings a setting into view and puts the cursor there. */
    void show(String key) {
        search.set("");
        FieldRow row = row(model.field(key));
        if (row.getParent() == null) {
            advanced.setExpanded(true);
        }
        applyCss();
        layout(); // so that the row has its place
        double hidden = page.getHeight() - getViewportBounds().getHeight();
        double top = page.sceneToLocal(row.localToScene(row.getLayoutBounds())).getMinY();
        setVvalue(hidden <= 0 ? 0 : Math.clamp((top - ABOVE) / hidden, 0, 1));
        row.editor().requestFocus();
    }
}
