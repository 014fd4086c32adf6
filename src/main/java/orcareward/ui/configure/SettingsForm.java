package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    private static final int MOST_FOUND = 24;
    /** What is left in view above a setting that is shown. */
    private static final double ABOVE = 48;

    private final SettingsModel model;
    private final FieldRows rows;
    private final StringProperty search = new SimpleStringProperty("");
    private final Map<ConfigSection, VBox> sections = new EnumMap<>(ConfigSection.class);
    private final Label none = new Label(Texts.get("configure.search.none"));
    private final VBox page = new VBox(16);
    private final VBox advancedRows = new VBox(16);
    private final TitledPane advanced = new TitledPane("", advancedRows);
    private List<Field> shown = List.of();

    SettingsForm(SettingsModel model, Browse browse) {
        this.model = model;
        rows = new FieldRows(model, browse, this::fill);
        setId("settings-form");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("settings-form");
        page.getStyleClass().add("settings-page");
        advanced.setExpanded(false);
        advanced.setAnimated(false);
        advanced.setId("advanced");
        appear(none, false);
        for (ConfigSection section : ConfigSection.values()) {
            sections.put(section, section(section));
        }
        page.getChildren().addAll(sections.values());
        page.getChildren().addAll(advanced, none);
        setContent(page);
        model.versionProperty().subscribe(now -> refresh());
        search.subscribe(words -> {
            if (!isSearching()) {
                advanced.setExpanded(false);
            }
            refresh();
        });
        advanced.expandedProperty().subscribe(open -> fill());
    }

    /** What fields must match; empty for all. */
    StringProperty searchProperty() {
        return search;
    }

    private void refresh() {
        List<Field> now = model.fields().stream().filter(this::isShown).toList();
        if (!now.equals(shown)) {
            shown = now;
            fill();
            appear(none, now.isEmpty());
        }
        if (isSearching() || inAdvanced().stream().anyMatch(field -> !field.problemProperty().get().isEmpty())) {
            advanced.setExpanded(true);
        }
    }

    private void fill() {
        rows.begin();
        sections.forEach(this::fill);
        fillAdvanced();
        rows.end();
    }

    /** Only a section whose rows are others is touched: the rest keeps its layout. */
    private void fill(ConfigSection section, VBox box) {
        List<FieldRow> inSection = rows.of(
                FieldLayout.main(section).stream().map(model::field).filter(shown::contains).toList());
        if (!box.getChildren().subList(1, box.getChildren().size()).equals(inSection)) {
            box.getChildren().subList(1, box.getChildren().size()).clear();
            box.getChildren().addAll(inSection);
        }
        appear(box, !inSection.isEmpty());
    }

    private static VBox section(ConfigSection section) {
        Label heading = new Label(section.title());
        heading.getStyleClass().add("heading");
        return new VBox(16, heading);
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /** A single letter is in nearly everything. */
    private boolean isSearching() {
        return search.get().strip().length() > 1;
    }

    private boolean isShown(Field field) {
        ConfigKey key = field.key();
        if (isSearching()) {
            return FieldRow.matches(field, search.get());
        }
        boolean followsSwitch = key.section() == ConfigSection.LORA && !key.name().equals("use_peft");
        boolean used = key.status() instanceof ConfigKey.Status.Used
                && (!followsSwitch || model.isInUse(ConfigSection.LORA));
        return used || field.setProperty().get() && !followsSwitch || !field.problemProperty().get().isEmpty();
    }

    private List<Field> inAdvanced() {
        Predicate<Field> main = field -> FieldLayout.main(field.key().section()).contains(field.key().name());
        return shown.stream().filter(main.negate()).toList();
    }

    private void fillAdvanced() {
        List<Field> all = inAdvanced();
        List<Field> first = isSearching() ? all.stream().limit(MOST_FOUND).toList() : all;
        advanced.setText(Texts.format("configure.advanced", all.size()));
        appear(advanced, !all.isEmpty());
        List<Node> now = new ArrayList<>();
        if (advanced.isExpanded()) {
            now.addAll(rows.of(first));
            if (!rows.waits() && first.size() < all.size()) {
                now.add(new Label(Texts.format("configure.search.more", all.size() - first.size())));
            }
        }
        if (!advancedRows.getChildren().equals(now)) {
            advancedRows.getChildren().setAll(now);
        }
    }

    /** Brings a setting into view and puts the cursor there. */
    void show(String key) {
        search.set("");
        FieldRow row = rows.row(model.field(key));
        if (inAdvanced().contains(row.field())) {
            advanced.setExpanded(true);
        }
        shown.forEach(rows::row); // what stands above it must have its height
        fill();
        applyCss();
        layout(); // so that the row has its place
        double hidden = page.getHeight() - getViewportBounds().getHeight();
        double top = page.sceneToLocal(row.localToScene(row.getLayoutBounds())).getMinY();
        setVvalue(hidden <= 0 ? 0 : Math.clamp((top - ABOVE) / hidden, 0, 1));
        row.editor().requestFocus();
    }
}
