package orcareward.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orcareward.problem.ProblemException;

/**
 * How a data set begins, for a look at it: also of one whose columns can't be recognised yet, so that a person can name them.
 *
 * @param columns all columns, in the file's order
 * @param roles columns by the role that each plays; empty when they can't be recognised
 * @param rows the first rows; those before the first that can't be read
 * @param problem what keeps it from being read further, empty for a data set in order
 */
public record DatasetHead(List<String> columns, Map<String, String> roles, List<Row> rows,
        Optional<ProblemException> problem) {
    /** Copies that can't change. */
    public DatasetHead {
        columns = List.copyOf(columns);
        roles = Map.copyOf(roles);
        rows = List.copyOf(rows);
    }

    /** A row and where it stands. */
    public record Row(PreferencePair pair, RowPosition at) {
    }

    /**
     * Reads it.
     *
     * @param configured column names by role, see {@code DataConfig}
     * @param most how many rows at most
     * @throws ProblemException when not even the columns can be read
     */
    public static DatasetHead read(LocatedDataset located, Map<String, String> configured, int most)
            throws IOException {
        Path file = located.files().getFirst();
        List<String> columns;
        try (RowSource source = FileType.of(file).open(file, 0, name -> false)) {
            columns = List.copyOf(source.columns());
        }
        Map<String, String> roles = Map.of();
        List<Row> rows = new ArrayList<>();
        try {
            PreferenceDataset dataset = PreferenceDataset.open(located, configured);
            roles = dataset.roles();
            dataset.forFirst(most, (pair, at) -> rows.add(new Row(pair, at)));
            return new DatasetHead(columns, roles, rows, Optional.empty());
        } catch (ProblemException e) {
            return new DatasetHead(columns, roles, rows, Optional.of(e));
        }
    }
}
