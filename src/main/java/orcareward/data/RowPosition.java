package orcareward.data;

import java.nio.file.Path;

/**
 * Where a row stands.
 *
 * @param file the file as the user knows it
 * @param index 0-based row in the data set, counting every row read; goes on from file to file when there are several
 * @param line 1-based line of the file on which the row begins, 0 where the format has no lines (Parquet)
 */
public record RowPosition(Path file, long index, long line) {
    /** As it stands before a message: {@code data.jsonl, line 12}. */
    public String where() {
        return file + ", " + (line > 0 ? "line " + line : "row " + index + " (counted from 0)");
    }
}
