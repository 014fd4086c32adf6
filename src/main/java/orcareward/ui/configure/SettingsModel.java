package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import orcareward.config.ConfigKey;
import orcareward.config.ConfigKeys;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSection;
import orcareward.config.SettingsText;
import orcareward.config.TrainConfig;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The settings, as YAML and as fields in step: the text is the truth, a field's change mends one line of it. Reading takes a millisecond or
 * two, so all happens at once on the FX thread.
 */
public final class SettingsModel {
    private static final SettingsText NOTHING = SettingsText.parse(Findings.NAME, "");

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final StringProperty yaml = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable LineProblem> broken = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Findings> findings = new ReadOnlyObjectWrapper<>(Findings.of(NOTHING));
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
    private final ObservableList<LineProblem> problems = FXCollections.observableArrayList();
    private final ObservableList<LineProblem> readOnlyProblems = FXCollections.unmodifiableObservableList(problems);
    private Map<String, Problem> missing = Map.of();
    private SettingsText text = NOTHING;
    private SettingsText baseline = NOTHING;
    private boolean following;

    /** All fields, nothing set. */
    public SettingsModel() {
        ConfigKeys.all().stream().filter(key -> !key.secret()).forEach(key -> fields.put(key.name(), new Field(key)));
        yaml.subscribe(now -> {
            if (!following) {
                read(now);
            }
        });
    }

    /** Every field, section by section. */
    public Collection<Field> fields() {
        return Collections.unmodifiableCollection(fields.values());
    }

    /** The field of a key that exists and is no secret. */
    public Field field(String key) {
        return Objects.requireNonNull(fields.get(key), key);
    }

    /** The whole text; may be set to any. */
    public StringProperty yamlProperty() {
        return yaml;
    }

    /** Why the text is no YAML, while it isn't: the fields then stay as they were and can't be changed. */
    public ReadOnlyObjectProperty<@Nullable LineProblem> brokenProperty() {
        return broken.getReadOnlyProperty();
    }

    /** What is wrong, in lines and as a whole. */
    public ObservableList<LineProblem> problems() {
        return readOnlyProblems;
    }

    /** Changes when everything here has followed a change; what else depends on settings listens to this. */
    public ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** How many fields differ from the preset. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** The configuration; null while something is wrong with the settings. */
    public ConfigReader.@Nullable Result result() {
        return broken.get() == null && missing.isEmpty() ? findings.get().result() : null;
    }

    /** The configuration without the settings that are wrong, for a look at the data; null when there is none. */
    public @Nullable TrainConfig usable() {
        return findings.get().usable();
    }

    /** Replaces all, with another preset to compare to. */
    public void load(String newYaml, String newBaseline) {
        baseline = SettingsText.parse(Findings.NAME, newBaseline);
        missing = Map.of();
        show(NOTHING); // nothing of what was open before stays when the new text can't be read
        following = true;
        yaml.set(newYaml);
        following = false;
        read(newYaml);
    }

    /** Sets a field to what a person typed; empty takes its line away, so that the default holds. */
    public void set(Field field, String typed) {
        if (broken.get() != null || typed.equals(field.textProperty().get())) {
            return;
        }
        ConfigKey key = field.key();
        SettingsText changed = typed.isBlank() ? text.without(key.name()) : text.with(key, typed);
        if (key.name().equals("use_peft") && typed.equals("true")) { // the head must be trained with it
            changed = changed.with(field("lora_task_type").key(), "SEQ_CLS");
        }
        follow(changed);
    }

    /** Sets a key as {@link #set(Field, String)} does. */
    public void set(String key, String typed) {
        set(field(key), typed);
    }

    /** Takes a field back to what the preset has. */
    public void reset(Field field) {
        if (broken.get() == null) {
            follow(reset(text, field.key()));
        }
    }

    /** Takes every field back. */
    public void resetAll() {
        SettingsText changed = text;
        for (Field field : fields.values()) {
            if (field.changedProperty().get()) {
                changed = reset(changed, field.key());
            }
        }
        follow(changed);
    }

    private SettingsText reset(SettingsText from, ConfigKey key) {
        return baseline.sets(key.name()) ? from.with(key, baseline.text(key)) : from.without(key.name());
    }

    private void follow(SettingsText changed) {
        following = true;
        yaml.set(changed.yaml());
        following = false;
        show(changed);
    }

    private void read(String now) {
        try {
            SettingsText parsed = SettingsText.parse(Findings.NAME, now);
            broken.set(null);
            show(parsed);
        } catch (ProblemException e) {
            broken.set(Findings.lineProblem(e.problems().getFirst()));
            problems.setAll(List.of(Objects.requireNonNull(broken.get())));
            version.set(version.get() + 1);
        }
    }

    private void show(SettingsText now) {
        text = now;
        int count = 0;
        for (Field field : fields.values()) {
            ConfigKey key = field.key();
            field.show(now.text(key), now.sets(key.name()));
            boolean differs = !Objects.equals(effective(now, field), effective(baseline, field));
            String before = baseline.sets(key.name()) ? baseline.text(key) : field.defaultText();
            field.compare(before, differs);
            count += differs ? 1 : 0;
        }
        changes.set(count);
        findings.set(Findings.of(now));
        say();
    }

    private static @Nullable Object effective(SettingsText from, Field field) {
        Object value = from.value(field.key());
        return value == null && field.key().name().equals("bf16") ? Boolean.TRUE : value;
    }

    /** Tells what the settings name and this machine lacks, by setting. */
    void sayMissing(Map<String, Problem> found) {
        missing = Map.copyOf(found);
        say();
    }

    private void say() {
        Map<String, String> wrong = new LinkedHashMap<>();
        Findings now = findings.get();
        now.problems().forEach(problem -> wrong.putIfAbsent(problem.key(), problem.text()));
        List<LineProblem> all = new ArrayList<>(now.problems());
        missing.forEach((key, problem) -> {
            String sentences = Findings.sentences(problem);
            if (wrong.putIfAbsent(key, sentences) == null) {
                all.add(new LineProblem(text.line(key), key, sentences));
            }
        });
        fields.values().forEach(field -> field.say(wrong.getOrDefault(field.key().name(), ""),
                now.notes().getOrDefault(field.key().name(), "")));
        problems.setAll(all);
        version.set(version.get() + 1);
    }

    /** Whether a section's fields are of use as things stand: LoRA's follow its switch. */
    public boolean isInUse(ConfigSection section) {
        return section != ConfigSection.LORA || field("use_peft").effectiveText().equals("true")
                || !field("adapter_name_or_path").effectiveText().isEmpty();
    }
}
