package orcareward.data;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over the rows of one file, in order, one row in memory at a time. */
interface RowSource extends AutoCloseable {
    /** The columns: from the header or schema, or of the first row; empty when that can't be known since there is no row. */
    List<String> columns();

    /** The next row, or null after the last. */
    @Nullable
    RawRow next() throws IOException;

    @Override
    void close() throws IOException;
}
