package orcareward.ui.configure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import orcareward.config.ConfigReader;
import orcareward.config.ConfigSource;
import orcareward.config.ConfigWriter;
import orcareward.config.Presets;
import orcareward.files.AtomicFiles;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Where the settings come from and go to: preset or file, saved or not. */
public final class SettingsFile {
    /** Stands for TRL's defaults among the presets' names. */
    static final String NO_PRESET = "";
    private static final Pattern OF_PRESET = Pattern.compile("\\A# Preset \"([^\"]+)\"");

    private final SettingsModel settings;
    private final Parts parts;
    private final ReadOnlyStringWrapper preset = new ReadOnlyStringWrapper(NO_PRESET);
    private final ReadOnlyObjectWrapper<@Nullable Path> path = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private String saved = "";
    private int request;

    /**
     * What it works with.
     *
     * @param remember hears of files that were opened or saved
     * @param onShown hears when other settings have taken the place of those that were open
     * @param onFailed hears why a file could not be opened or saved; null when one was
     */
    record Parts(Background background, FileDialogs dialogs, ConfigureQuestions questions, Path workingDirectory,
            Consumer<Path> remember, Runnable onShown, Consumer<@Nullable Throwable> onFailed) {
    }

    SettingsFile(SettingsModel settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        settings.yamlProperty().subscribe(now -> dirty.set(!now.equals(saved)));
    }

    /** What the settings are compared to: a preset's name, or empty for TRL's defaults. */
    public ReadOnlyStringProperty presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /** The file that is open, or null. */
    public ReadOnlyObjectProperty<@Nullable Path> pathProperty() {
        return path.getReadOnlyProperty();
    }

    /** Whether there is something to save. */
    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Takes a preset, by its name, or TRL's defaults, after a question when there are changes. */
    public void choosePreset(String name) {
        ifMayLeave(() -> show(name));
    }

    /** The same without a question. */
    void show(String presetName) {
        show(presetName.equals(NO_PRESET) ? Texts.get("configure.new.yaml") : Presets.yaml(presetName), presetName,
                null);
    }

    private void show(String yaml, String presetName, @Nullable Path from) {
        request++;
        preset.set(presetName);
        path.set(from);
        saved = yaml;
        settings.load(yaml, presetName.equals(NO_PRESET) ? "" : Presets.yaml(presetName));
        dirty.set(false);
        parts.onShown().run();
    }

    /** Asks for a file. */
    public void askToOpen() {
        parts.dialogs().open(Texts.get("configure.open.title"), near(), kind()).ifPresent(this::open);
    }

    /** Opens a YAML or JSON file, after a question when there are changes. */
    public void open(Path file) {
        int mine = ++request;
        ifMayLeave(() -> parts.background().run(Texts.get("configure.open.title"), progress -> read(file), yaml -> {
            if (mine != request || dirty.get()) {
                return; // something else was opened, or changed, meanwhile
            }
            parts.onFailed().accept(null);
            show(yaml, presetOf(yaml), isJson(file) ? null : file);
            parts.remember().accept(file);
        }, parts.onFailed()));
    }

    private static String read(Path file) throws IOException {
        if (isJson(file)) { // JSON has no remarks to keep; from here on it is YAML
            return ConfigWriter.toYaml(ConfigReader.read(new ConfigSource.File(file)).values());
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    private static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static String presetOf(String yaml) {
        Matcher named = OF_PRESET.matcher(yaml);
        return named.find() && Presets.names().contains(named.group(1)) ? named.group(1) : NO_PRESET;
    }

    /** Saves to the file that is open, or asks for one. */
    public void save() {
        save(() -> {
        });
    }

    private void save(Runnable then) {
        Path open = path.get();
        if (open != null) {
            write(open, then);
        } else {
            saveAs(then);
        }
    }

    /** Asks for a file and saves there. */
    public void saveAs() {
        saveAs(() -> {
        });
    }

    private void saveAs(Runnable then) {
        parts.dialogs().save(Texts.get("configure.saveas.title"), near(), "config.yaml", kind())
                .ifPresent(file -> write(file, then));
    }

    private void write(Path file, Runnable then) {
        String yaml = settings.yamlProperty().get();
        parts.background().run(Texts.get("configure.save"), progress -> {
            AtomicFiles.writeString(file, yaml);
            return file;
        }, written -> {
            parts.onFailed().accept(null);
            path.set(written);
            saved = yaml;
            dirty.set(!settings.yamlProperty().get().equals(saved));
            parts.remember().accept(written);
            then.run();
        }, parts.onFailed());
    }

    private @Nullable Path near() {
        Path open = path.get();
        return open == null ? parts.workingDirectory() : open.getParent();
    }

    private static FileDialogs.Kind kind() {
        return new FileDialogs.Kind(Texts.get("configure.kind"), "*.yaml", "*.yml", "*.json");
    }

    /** Runs {@code then} at once, or after the changes were saved or given up; not at all when the person stays. */
    public void ifMayLeave(Runnable then) {
        if (!dirty.get()) {
            then.run();
            return;
        }
        switch (parts.questions().unsaved(name())) {
            case SAVE -> save(then);
            case FORGET -> then.run();
            case CANCEL -> {
            }
        }
    }

    private String name() {
        Path open = path.get();
        if (open != null) {
            return String.valueOf(open.getFileName());
        }
        String output = settings.field("output_dir").effectiveText();
        return output.isEmpty() ? Texts.get("configure.unnamed") : output;
    }
}
