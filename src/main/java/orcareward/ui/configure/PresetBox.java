package orcareward.ui.configure;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import orcareward.config.Presets;
import orcareward.ui.fx.Texts;

/** What the settings begin from and are compared to: a preset, or TRL's defaults. */
final class PresetBox extends ComboBox<String> {
    PresetBox(SettingsFile file) {
        setId("preset");
        getItems().setAll(Presets.names());
        getItems().add(SettingsFile.NO_PRESET);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null ? "" : title(name);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("presets are chosen, not typed");
            }
        });
        file.presetProperty().subscribe(this::setValue);
        setOnAction(event -> {
            String chosen = getValue();
            if (chosen != null && !chosen.equals(file.presetProperty().get())) {
                file.choosePreset(chosen);
                setValue(file.presetProperty().get()); // the person may have stayed
            }
        });
    }

    private static String title(String name) {
        return switch (name) {
            case "demo" -> Texts.get("configure.preset.demo");
            case "orca-smollm2" -> Texts.get("configure.preset.full");
            case "orca-smollm2-lora" -> Texts.get("configure.preset.lora");
            case SettingsFile.NO_PRESET -> Texts.get("configure.preset.none");
            default -> name;
        };
    }
}
