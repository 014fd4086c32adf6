package orcareward.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

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
    private static final int BUFFER = 1 << 16;

    /** Reads the files once, a buffer at a time. */
    public static DatasetIdentity of(LocatedDataset located, long rows) throws IOException {
        MessageDigest digest = RowHasher.sha256();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (Path file : located.files()) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            }
        }
        return new DatasetIdentity(located.name(), located.path().toAbsolutePath().normalize(), bytes,
                HexFormat.of().formatHex(digest.digest()), rows);
    }
}
