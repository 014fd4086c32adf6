package orcareward.ui.configure;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import orcareward.config.ConfigKey;
import orcareward.config.SettingsText;

/** One setting as the form shows it. Changes come through {@link SettingsModel}. */
public final class Field {
    private final ConfigKey key;
    private final String defaultText;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper baseline = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper set = new ReadOnlyBooleanWrapper();

    Field(ConfigKey key) {
        this.key = key;
        // Its help says so: TRL leaves it open and turns it on.
        this.defaultText = key.name().equals("bf16") ? "true" : SettingsText.defaultText(key);
    }

    /** Name, type, help, unit. */
    public ConfigKey key() {
        return key;
    }

    /** What holds when nothing is set, as the field would show it; may be empty. */
    public String defaultText() {
        return defaultText;
    }

    /** What is set, valid or not; empty when nothing is. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** What holds: what is set, else the default. */
    public String effectiveText() {
        return text.get().isEmpty() ? defaultText : text.get();
    }

    /** Whether the YAML has a line for it. */
    public ReadOnlyBooleanProperty setProperty() {
        return set.getReadOnlyProperty();
    }

    /** What is wrong with it and what to do, as sentences; empty when nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Why it has no effect as things stand; empty when it has. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Whether it differs from the preset. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** What the preset has, or the default where it is silent. */
    public ReadOnlyStringProperty baselineProperty() {
        return baseline.getReadOnlyProperty();
    }

    void show(String newText, boolean isSet) {
        text.set(newText);
        set.set(isSet);
    }

    void compare(String newBaseline, boolean differs) {
        baseline.set(newBaseline);
        changed.set(differs);
    }

    void say(String newProblem, String newNote) {
        problem.set(newProblem);
        note.set(newNote);
    }
}
