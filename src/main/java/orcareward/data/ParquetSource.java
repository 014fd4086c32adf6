package orcareward.data;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.FieldAccessor;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Parquet as pyarrow and {@code datasets} write it: texts, numbers, and lists of structs for messages. */
final class ParquetSource implements RowSource {
    private final Path file;
    private final ParquetFileReader reader;
    private final List<String> columns;
    private final List<String> read;
    private final @Nullable RowReader rows;
    private long index;

    ParquetSource(Path file, long firstIndex, Predicate<String> wanted) throws IOException {
        this.file = file;
        this.index = firstIndex;
        reader = open(file);
        try {
            columns = reader.getFileSchema().getRootNode().children().stream().map(SchemaNode::name).toList();
            read = columns.stream().filter(wanted).toList();
            rows = read.isEmpty()
                    ? null
                    : reader.buildRowReader().projection(ColumnProjection.columns(read.toArray(String[]::new))).build();
        } catch (RuntimeException e) {
            reader.close();
            throw broken(file, e);
        }
    }

    /** How many rows the footer promises, without reading them. */
    static long countRows(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return reader.getFileMetaData().numRows();
        }
    }

    private static ParquetFileReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " can't be read");
        }
        try {
            return ParquetFileReader.open(InputFile.of(file));
        } catch (IOException | RuntimeException e) {
            throw broken(file, e);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable RawRow next() {
        if (rows == null) {
            return null;
        }
        RowPosition at = new RowPosition(file, index, 0);
        try {
            if (!rows.hasNext()) {
                return null;
            }
            rows.next();
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (String column : read) {
                values.put(column, rows.isNull(column) ? null : plain(rows.getValue(column)));
            }
            index++;
            return new RawRow(at, values);
        } catch (RuntimeException e) {
            // The reader has one kind of exception for each of the many ways in which a page can be damaged.
            throw new ProblemException(at.where(), "the Parquet file can't be read on from here: " + reason(e),
                    "Write or download the file again", e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case PqList list -> {
                List<@Nullable Object> items = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    items.add(list.isNull(i) ? null : plain(list.get(i)));
                }
                yield items;
            }
            case PqStruct struct -> fields(struct);
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null -> null;
            default -> value;
        };
    }

    /** A struct has every field of the schema in every row, so one that is null is one that the row does not have. */
    private static Map<String, @Nullable Object> fields(StructAccessor struct) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        FieldAccessor accessor = struct;
        for (int i = 0; i < accessor.getFieldCount(); i++) {
            if (!struct.isNull(i)) {
                fields.put(accessor.getFieldName(i), plain(struct.getValue(i)));
            }
        }
        return fields;
    }

    private static ProblemException broken(Path file, Exception e) {
        return new ProblemException(file.toString(), "the file is not whole Parquet: " + reason(e),
                "Write or download the file again", e);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? "its content is damaged" : message;
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
        reader.close();
    }
}
