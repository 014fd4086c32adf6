package orcareward.ui.fx;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The platform's own dialogs. */
public final class SystemFileDialogs implements FileDialogs {
    private final Supplier<Window> owner;

    /** Dialogs stand before the window that {@code owner} gives. */
    public SystemFileDialogs(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> open(String title, @Nullable Path near, Kind... kinds) {
        return path(chooser(title, near, kinds).showOpenDialog(owner.get()));
    }

    @Override
    public Optional<Path> save(String title, @Nullable Path near, String fileName, Kind... kinds) {
        FileChooser chooser = chooser(title, near, kinds);
        chooser.setInitialFileName(fileName);
        return path(chooser.showSaveDialog(owner.get()));
    }

    @Override
    public Optional<Path> folder(String title, @Nullable Path near) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        File folder = existing(near);
        if (folder != null) {
            chooser.setInitialDirectory(folder);
        }
        return path(chooser.showDialog(owner.get()));
    }

    private static FileChooser chooser(String title, @Nullable Path near, Kind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        File folder = existing(near);
        if (folder != null) {
            chooser.setInitialDirectory(folder);
        }
        Arrays.stream(kinds).map(kind -> new FileChooser.ExtensionFilter(kind.name(), kind.patterns()))
                .forEach(chooser.getExtensionFilters()::add);
        return chooser;
    }

    /** The folder itself, or that of the file; platforms refuse one that isn't there. */
    private static @Nullable File existing(@Nullable Path near) {
        Path folder = near == null || Files.isDirectory(near) ? near : near.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) ? folder.toFile() : null;
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
