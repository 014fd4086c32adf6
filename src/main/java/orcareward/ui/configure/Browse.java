package orcareward.ui.configure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Texts;

/** The buttons that look for files and folders instead of typing their names. */
final class Browse {
    private final SettingsModel model;
    private final FileDialogs dialogs;
    private final Path workingDirectory;

    Browse(SettingsModel model, FileDialogs dialogs, Path workingDirectory) {
        this.model = model;
        this.dialogs = dialogs;
        this.workingDirectory = workingDirectory;
    }

    /** The button of a field that names a place; empty for others. */
    Optional<Region> button(Field field) {
        return switch (field.key().name()) {
            case "model_name_or_path", "adapter_name_or_path", "output_dir", "logging_dir" ->
                Optional.of(button(field, () -> folder(field)));
            case "dataset_name", "eval_dataset_name" -> Optional.of(fileOrFolder(field));
            case "chat_template_path" -> Optional.of(button(field, () -> file(field)));
            default -> Optional.empty();
        };
    }

    private Button button(Field field, Runnable action) {
        Button button = new Button(Texts.get("configure.browse"));
        button.setId("browse-" + field.key().name());
        button.setTooltip(new Tooltip(Texts.get("configure.browse.tooltip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        button.disableProperty().bind(model.brokenProperty().isNotNull());
        return button;
    }

    private SplitMenuButton fileOrFolder(Field field) {
        MenuItem folder = new MenuItem(Texts.get("configure.browse.folder"));
        folder.setOnAction(event -> folder(field));
        SplitMenuButton button = new SplitMenuButton(folder);
        button.setText(Texts.get("configure.browse"));
        button.setId("browse-" + field.key().name());
        button.setTooltip(new Tooltip(Texts.get("configure.browse.tooltip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> file(field));
        button.disableProperty().bind(model.brokenProperty().isNotNull());
        return button;
    }

    /** Asks for a folder and puts it into the field. */
    void folder(Field field) {
        dialogs.folder(FieldLayout.label(field.key()), near(field)).ifPresent(path -> set(field, path));
    }

    void file(Field field) {
        boolean data = field.key().name().endsWith("dataset_name");
        FileDialogs.Kind kind = data
                ? new FileDialogs.Kind(Texts.get("configure.kind.data"), "*.jsonl", "*.json", "*.ndjson", "*.parquet",
                        "*.csv")
                : new FileDialogs.Kind(Texts.get("configure.kind.template"), "*.jinja", "*.j2", "*.txt");
        FileDialogs.Kind all = new FileDialogs.Kind(Texts.get("configure.kind.all"), "*");
        dialogs.open(FieldLayout.label(field.key()), near(field), kind, all).ifPresent(path -> set(field, path));
    }

    private Path near(Field field) {
        String text = field.textProperty().get();
        try {
            return text.isEmpty() ? workingDirectory : workingDirectory.resolve(text);
        } catch (InvalidPathException e) {
            return workingDirectory; // what was typed is no path on this machine
        }
    }

    /** Below the working directory a name is relative, so that a configuration can go to another machine with its files. */
    void set(Field field, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = workingDirectory.toAbsolutePath().normalize();
        boolean below = absolute.startsWith(base) && !absolute.equals(base);
        String name = (below ? base.relativize(absolute) : absolute).toString();
        model.set(field, name.equals("demo") ? "./demo" : name); // a bare demo is the one that comes with the program
    }
}
