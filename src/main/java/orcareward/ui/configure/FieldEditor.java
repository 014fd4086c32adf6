package orcareward.ui.configure;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextField;
import orcareward.config.ValueType;

/** The control for a setting's type, in step with its field. */
final class FieldEditor {
    private static final double WIDTH = 232;
    private static final double NARROW = 120;

    private final Field field;
    private final SettingsModel model;
    private boolean typing;

    private FieldEditor(Field field, SettingsModel model) {
        this.field = field;
        this.model = model;
    }

    static Control of(Field field, SettingsModel model) {
        FieldEditor editor = new FieldEditor(field, model);
        Control control = switch (field.key().type()) {
            case ValueType.Bool type -> editor.toggle();
            case ValueType.Choice type -> editor.choice(type);
            case ValueType.Int type -> editor.text(NARROW);
            case ValueType.Decimal type -> editor.text(NARROW);
            case ValueType.Text type -> editor.text(WIDTH);
            case ValueType.Texts type -> editor.text(WIDTH);
            case ValueType.Mapping type -> editor.text(WIDTH);
            case ValueType.Any type -> editor.text(WIDTH);
        };
        control.setId("field-" + field.key().name());
        control.setAccessibleText(FieldLayout.label(field.key()));
        control.setAccessibleHelp(field.key().help());
        control.disableProperty().bind(model.brokenProperty().isNotNull());
        return control;
    }

    private ToggleSwitch toggle() {
        ToggleSwitch toggle = new ToggleSwitch();
        field.textProperty().subscribe(text -> toggle.setSelected(field.effectiveText().equals("true")));
        toggle.selectedProperty().addListener((property, before, now) -> {
            boolean shown = field.effectiveText().equals("true");
            if (now != shown) {
                model.set(field, String.valueOf(now));
            }
        });
        return toggle;
    }

    private ComboBox<String> choice(ValueType.Choice type) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(type.choices());
        box.setMinWidth(NARROW);
        field.textProperty().subscribe(text -> box.setValue(field.effectiveText()));
        box.valueProperty().addListener((property, before, now) -> {
            if (now != null && !now.equals(field.effectiveText())) {
                model.set(field, now);
            }
        });
        return box;
    }

    /** While a person types, what they typed stays as it is, though the YAML may write it in other words. */
    private TextField text(double width) {
        TextField box = new TextField();
        box.setPrefWidth(width);
        box.setPromptText(field.defaultText());
        field.textProperty().subscribe(text -> {
            if (!typing) {
                box.setText(text);
            }
        });
        box.textProperty().addListener((property, before, now) -> {
            if (!typing && !now.equals(field.textProperty().get())) {
                typing = true;
                model.set(field, now);
                typing = false;
            }
        });
        box.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                box.setText(field.textProperty().get());
            }
        });
        return box;
    }
}
