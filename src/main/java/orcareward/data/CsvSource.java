package orcareward.data;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Comma-separated values with a header; quoted cells may span lines; every cell is text, an empty one empty text. */
final class CsvSource implements RowSource {
    private final Path file;
    private final Predicate<String> wanted;
    private final CsvParser parser;
    private final List<String> columns;
    private long index;
    private long rowLine = 1;

    CsvSource(Path file, long firstIndex, Predicate<String> wanted) throws IOException {
        this.file = file;
        this.wanted = wanted;
        this.index = firstIndex;
        CsvFactory factory = CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                .build();
        parser = factory.createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            columns = header();
        } catch (IOException | RuntimeException e) {
            parser.close();
            throw e;
        }
    }

    private List<String> header() throws IOException {
        List<String> names = cells();
        if (names == null) {
            return List.of();
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new ProblemException(file + ", line 1", "two columns have the same name: " + String.join(", ", names),
                    "Rename one of them");
        }
        return names;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        List<String> cells = cells();
        if (cells == null) {
            return null;
        }
        RowPosition at = new RowPosition(file, index++, rowLine);
        if (cells.size() != columns.size()) {
            throw new ProblemException(at.where(), "the row has " + cells.size() + " cells and the header "
                    + columns.size(), "Put texts with commas, quotes or line breaks in double quotes");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.test(columns.get(i))) {
                values.put(columns.get(i), cells.get(i));
            }
        }
        return new RawRow(at, values);
    }

    /** The next line's cells, or null at the end. */
    private @Nullable List<String> cells() throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            rowLine = parser.currentLocation().getLineNr();
            List<String> cells = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                cells.add(parser.getText());
            }
            return cells;
        } catch (IOException e) {
            if (JsonText.isAboutText(e)) {
                throw new ProblemException(file + ", line " + rowLine, "the row that begins here is broken: "
                        + JsonText.reason(e),
                        "Put texts with commas, quotes or line breaks in double quotes, and double the"
                                + " quotes inside",
                        e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
