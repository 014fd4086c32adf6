package orcareward.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How a data set begins.
 *
 * @param path the file or folder
 * @param bytes of all its files
 * @param columns all columns, in the file's order
 * @param roles columns by the role that each plays ({@code prompt}, {@code chosen}, ...); empty when they can't be recognised
 * @param rows the first rows
 * @param problem what keeps the data from being used as they are configured, or null
 */
public record PreviewRows(Path path, long bytes, List<String> columns, Map<String, String> roles, List<Row> rows,
        @Nullable ProblemException problem) {
    /** Copies that can't change. */
    public PreviewRows {
        columns = List.copyOf(columns);
        roles = Map.copyOf(roles);
        rows = List.copyOf(rows);
    }

    /**
     * One row as texts; of message lists each message with its role.
     *
     * @param index 0-based row in the data set
     * @param line 1-based line of its file, 0 where there are none
     * @param prompt system message and prompt; empty where the sides carry it themselves
     * @param margin the row's margin, or null
     */
    public record Row(long index, long line, String prompt, String chosen, String rejected, @Nullable Double margin) {
    }
}
