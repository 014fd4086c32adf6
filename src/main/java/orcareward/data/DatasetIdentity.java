package orcareward.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What tells whether a data set is still the one that a run used.
 *
 * @param name as the config gives it
 * @param path where it lay, absolute
 * @param bytes its size; of several files, their sum
 * @param sha256 of its bytes, in lower-case hex; of several files, of their bytes one after another
 * @param rows how many it has
 */
public record DatasetIdentity(String name, Path path, long bytes, String sha256, long rows) {
    /** Reads the files once, a buffer at a time. */
    public static DatasetIdentity of(LocatedDataset located, long rows) throws IOException {
        return of(located, DatasetBytes.read(located), rows);
    }

    /** Of files whose bytes have been read already. */
    public static DatasetIdentity of(LocatedDataset located, DatasetBytes read, long rows) {
        return new DatasetIdentity(located.name(), located.path().toAbsolutePath().normalize(), read.bytes(),
                read.sha256(), rows);
    }
}
