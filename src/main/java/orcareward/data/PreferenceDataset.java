package orcareward.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orcareward.config.PromptFormat;
import orcareward.problem.ProblemException;

/**
 * Preference rows on disk. A pass reads them in order, one at a time, and can be repeated; nothing is kept in memory.
 */
public final class PreferenceDataset {
    private final LocatedDataset located;
    private final Map<String, String> configured;
    private final Set<String> candidates;
    private final RowMapper mapper;
    private long rows = -1;

    private PreferenceDataset(LocatedDataset located, Map<String, String> configured) throws IOException {
        this.located = located;
        this.configured = Map.copyOf(configured);
        this.candidates = ColumnNames.candidates(configured);
        this.mapper = recognise();
    }

    /** Receives rows. */
    @FunctionalInterface
    public interface RowConsumer {
        /**
         * One row.
         *
         * @param pair its pair; {@code pair.index()} counts rows from 0
         * @param at where it stands in the file
         */
        void accept(PreferencePair pair, RowPosition at) throws IOException;
    }

    /**
     * Reads the first row and recognises the columns.
     *
     * @param located the file or files
     * @param columns column names by role, see {@code DataConfig}
     * @throws ProblemException when a file is broken, empty, or lacks a column
     */
    public static PreferenceDataset open(LocatedDataset located, Map<String, String> columns) throws IOException {
        return new PreferenceDataset(located, columns);
    }

    /** A data set of one file. */
    public static PreferenceDataset open(Path file, Map<String, String> columns) throws IOException {
        return open(new LocatedDataset(file.toString(), file, List.of(file)), columns);
    }

    /** Which file or files. */
    public LocatedDataset located() {
        return located;
    }

    /** Column names by role, as they were given. */
    public Map<String, String> columns() {
        return configured;
    }

    /** Columns by the role that each plays, recognised or as configured. */
    public Map<String, String> roles() {
        return mapper.names().byRole();
    }

    /** How the rows are laid out. */
    public RowForm form() {
        return mapper.form();
    }

    /** Whether every row has a margin. */
    public boolean hasMargin() {
        return mapper.hasMargin();
    }

    /**
     * The prompt format that a run uses.
     *
     * @throws ProblemException when the rows can't be read in the requested one
     */
    public ResolvedFormat resolve(PromptFormat requested) {
        return ResolvedFormat.of(requested, mapper.form());
    }

    /**
     * One pass over all rows in file order.
     *
     * @return how many there are
     * @throws ProblemException at the first row that can't be read
     */
    public long forEach(RowConsumer consumer) throws IOException {
        long index = 0;
        for (Path file : located.files()) {
            try (RowSource source = FileType.of(file).open(file, index, candidates::contains)) {
                if (!source.columns().isEmpty()) {
                    ColumnNames.recognise(file.toString(), source.columns(), configured);
                }
                for (RawRow row = source.next(); row != null; row = source.next()) {
                    consumer.accept(mapper.map(row), row.at());
                    index++;
                }
            }
        }
        rows = index;
        return index;
    }

    /** The first rows in file order, at most so many; a whole pass says more about the data set. */
    void forFirst(int most, RowConsumer consumer) throws IOException {
        long index = 0;
        for (Path file : located.files()) {
            try (RowSource source = FileType.of(file).open(file, index, candidates::contains)) {
                RawRow row = index < most ? source.next() : null;
                while (row != null) {
                    consumer.accept(mapper.map(row), row.at());
                    index++;
                    row = index < most ? source.next() : null;
                }
            }
        }
    }

    /** How many rows there are; a pass without texts unless one was made before. */
    public long countRows() throws IOException {
        if (rows < 0) {
            long count = 0;
            for (Path file : located.files()) {
                FileType type = FileType.of(file);
                if (type == FileType.PARQUET) {
                    count += ParquetSource.countRows(file);
                    continue;
                }
                try (RowSource source = type.open(file, count, name -> false)) {
                    while (source.next() != null) {
                        count++;
                    }
                }
            }
            rows = count;
        }
        return rows;
    }

    private RowMapper recognise() throws IOException {
        boolean promptIsConfigured = configured.keySet().stream().anyMatch(ColumnNames.PROMPT_ROLES::contains);
        for (Path file : located.files()) {
            try (RowSource source = FileType.of(file).open(file, 0, candidates::contains)) {
                RawRow first = source.next();
                if (first != null) {
                    ColumnNames names = ColumnNames.recognise(file.toString(), source.columns(), configured);
                    return new RowMapper(names, promptIsConfigured, first);
                }
            }
        }
        throw new ProblemException(located.files().stream().map(Path::toString).collect(Collectors.joining(", ")),
                "the data set is empty: there is no row in it", "Give a file with preference pairs");
    }
}
