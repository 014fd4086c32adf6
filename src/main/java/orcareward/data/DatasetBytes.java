package orcareward.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import orcareward.problem.ProblemException;

/**
 * The bytes of a data set's files.
 *
 * @param bytes how many; of several files, their sum
 * @param sha256 of them in lower-case hex; of several files, of their bytes one after another
 * @param stamps each file's size and time when it was read
 */
public record DatasetBytes(long bytes, String sha256, List<Stamp> stamps) {
    private static final int BUFFER = 1 << 18;

    /** What changes when somebody writes to a file. */
    public record Stamp(Path file, long size, FileTime modified) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /** A copy whose list can't change. */
    public DatasetBytes {
        stamps = List.copyOf(stamps);
    }

    /** Reads the files once, a buffer at a time. */
    public static DatasetBytes read(LocatedDataset located) throws IOException {
        MessageDigest digest = RowHasher.sha256();
        byte[] buffer = new byte[BUFFER];
        List<Stamp> stamps = new ArrayList<>();
        long bytes = 0;
        for (Path file : located.files()) {
            stamps.add(Stamp.of(file));
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            }
        }
        return new DatasetBytes(bytes, HexFormat.of().formatHex(digest.digest()), stamps);
    }

    /**
     * To be called when the rows have been read: the hash is that of their file only if nobody wrote to it meanwhile.
     *
     * @throws ProblemException naming the file that has changed
     */
    public void requireUnchanged() throws IOException {
        for (Stamp stamp : stamps) {
            if (!stamp.equals(Stamp.of(stamp.file()))) {
                throw new ProblemException(stamp.file().toString(), "the file was written to while it was read",
                        "Start again when whatever writes it is done");
            }
        }
    }
}
