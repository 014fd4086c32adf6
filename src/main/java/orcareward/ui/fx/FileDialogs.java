package orcareward.ui.fx;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person for files and folders; tests answer themselves. On the FX thread; each call waits for the answer. */
public interface FileDialogs {
    /**
     * A kind of file.
     *
     * @param name as people call it
     * @param patterns such as {@code *.yaml}
     */
    record Kind(String name, String... patterns) {
    }

    /** A file that exists; empty when the person thinks better of it. */
    Optional<Path> open(String title, @Nullable Path near, Kind... kinds);

    /** A file to write; one that exists has been asked about. */
    Optional<Path> save(String title, @Nullable Path near, String fileName, Kind... kinds);

    /** A folder. */
    Optional<Path> folder(String title, @Nullable Path near);
}
