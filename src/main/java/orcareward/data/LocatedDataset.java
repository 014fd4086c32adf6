package orcareward.data;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a data set lies.
 *
 * @param name as the config gives it
 * @param path the file or folder that the name stands for
 * @param files the files that hold the rows, in order; at least one
 */
public record LocatedDataset(String name, Path path, List<Path> files) {
    /** A copy whose list can't change. */
    public LocatedDataset {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalStateException("a data set has a file");
        }
    }
}
